import { inWords } from "./in-words.ts";

/**
 * Checks that an argument is a function.
 *
 * @throws {TypeError} If it is something else, such as the result of a call.
 */
export function requireFunction(owner: string, fn: unknown): void {
  if (typeof fn === "function") return;
  throw new TypeError(`${owner}: expected a function: got ${inWords(fn)}. Write ${owner}(() => …).`);
}
