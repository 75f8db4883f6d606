import type { Backend } from "../backend.ts";
import { inWords } from "./in-words.ts";

/**
 * Checks that an argument or option is a backend.
 *
 * @throws {TypeError} If it is something else, such as a promise of one.
 */
export function requireBackend(owner: string, backend: unknown): void {
  if (typeof (backend as Backend | undefined)?.alloc === "function") return;
  const advice =
    backend instanceof Promise
      ? "Await it: await createWasmBackend()."
      : "Pass referenceBackend, or await createWasmBackend().";
  throw new TypeError(`${owner}: expected a backend: got ${inWords(backend)}. ${advice}`);
}
