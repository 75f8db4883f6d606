import { texts } from "../../wasm/inlined.js";
import type { ModuleName } from "./source.ts";

/** The bytes of a file that is part of the code, as text. */
export async function fromText(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(atob(texts[name]), (character) => character.charCodeAt(0));
}
