import { texts } from "../../wasm/inlined.js";
import type { ModuleName } from "./source.ts";

/** Decodes a file that is a base64 string in the code. */
export async function fromText(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(atob(texts[name]), (character) => character.charCodeAt(0));
}
