import { inWords } from "./in-words.ts";

/**
 * Checks that an option is a whole number in [least, most].
 *
 * @param owner Function or class whose option it is.
 * @param least Default: no lower bound.
 * @param most Default: no upper bound.
 * @throws {RangeError} If it is not.
 */
export function requireInteger(
  owner: string,
  option: string,
  value: number,
  least: number = Number.NEGATIVE_INFINITY,
  most: number = Number.POSITIVE_INFINITY,
): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new RangeError(
    `${owner}: ${option} must be a whole number${bounds(least, most)}: got ${inWords(value)}.`,
  );
}

/**
 * Checks that unit, channel and position counts are positive integers.
 *
 * @param counts Counts by the names of their arguments.
 * @throws {RangeError} Naming the first that is not a whole number of at least 1.
 */
export function requireCounts(owner: string, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isInteger(count) && count >= 1) continue;
    throw new RangeError(
      `${owner}: ${name} must be a whole number of at least 1: got ${inWords(count)}. Are the arguments in order?`,
    );
  }
}

/** Words for the interval [least, most] in a message, with a space before: ` of at least 1`, ` in [0, 8]`. */
export function bounds(least: number, most: number): string {
  if (least === Number.NEGATIVE_INFINITY) return "";
  return most === Number.POSITIVE_INFINITY ? ` of at least ${least}` : ` in [${least}, ${most}]`;
}
