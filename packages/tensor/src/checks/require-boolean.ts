import { inWords } from "./in-words.ts";

/**
 * Checks that an option is true or false: a string such as "false" would count as true.
 *
 * @throws {TypeError} If it is anything else.
 */
export function requireBoolean(owner: string, option: string, value: unknown): void {
  if (typeof value === "boolean") return;
  throw new TypeError(`${owner}: ${option} must be true or false: got ${inWords(value)}.`);
}
