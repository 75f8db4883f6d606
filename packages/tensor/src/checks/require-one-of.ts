import { inWords } from "./in-words.ts";

/**
 * Checks that an option is one of the strings it may be.
 *
 * @param owner Function or class whose option it is.
 * @throws {RangeError} If it is another value.
 */
export function requireOneOf(owner: string, option: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new RangeError(`${owner}: unknown ${option} ${inWords(value)}. Use ${inList(allowed)}.`);
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
function inList(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter((part) => part !== "").join(" or ");
}
