import { inWords } from "./in-words.ts";

/**
 * Checks that a probability `p` is in [0, 1].
 *
 * @param owner Function or class whose argument it is.
 * @throws {RangeError} If it is not.
 */
export function requireProbability(owner: string, p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new RangeError(`${owner}: p must be a probability in [0, 1]: got ${inWords(p)}.`);
}

/**
 * Checks the probability of dropping an element.
 *
 * @param owner Layer or function that drops elements.
 * @param option Name of the option in the message. Default: `"p"`.
 * @throws {RangeError} If it is not in [0, 1).
 */
export function requireDropProbability(owner: string, p: number, option = "p"): void {
  if (p >= 0 && p < 1) return;
  throw new RangeError(
    `${owner}: ${option}, the probability to drop, must be in [0, 1): got ${inWords(p)}. ` +
      `If it is the probability to keep, give 1 - ${option}.`,
  );
}
