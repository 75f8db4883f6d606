import { inWords } from "./in-words.ts";
import { aboveZero, atLeastZero, between, decayRate, finite, type Range } from "./range.ts";

/** True for a number in a range. Comparisons alone would also accept strings of digits and null. */
export function isIn(range: Range, value: unknown): value is number {
  return typeof value === "number" && range.contains(value);
}

/**
 * Checks that a numeric option is in a range.
 *
 * @param owner Function or class whose option it is.
 * @throws {RangeError} If it is not.
 */
export function requireIn(range: Range, owner: string, option: string, value: number): void {
  if (isIn(range, value)) return;
  const advice = range.advice === undefined ? "" : ` ${range.advice}`;
  throw new RangeError(`${owner}: ${option} must be ${range.text}: got ${inWords(value)}.${advice}`);
}

/**
 * Checks that an option is finite and at least 0.
 *
 * @throws {RangeError} If it is not.
 */
export function requireAtLeastZero(owner: string, option: string, value: number): void {
  requireIn(atLeastZero, owner, option, value);
}

/**
 * Checks that an option is above 0; it may be infinite.
 *
 * @throws {RangeError} If it is not.
 */
export function requireAboveZero(owner: string, option: string, value: number): void {
  requireIn(aboveZero, owner, option, value);
}

/**
 * Checks that an option is finite.
 *
 * @throws {RangeError} If it is infinite or NaN.
 */
export function requireFinite(owner: string, option: string, value: number): void {
  requireIn(finite, owner, option, value);
}

/**
 * Checks that an option is in [low, high].
 *
 * @throws {RangeError} If it is not.
 */
export function requireBetween(
  owner: string,
  option: string,
  value: number,
  low: number,
  high: number,
): void {
  requireIn(between(low, high), owner, option, value);
}

/**
 * Checks the decay rate of a moving average.
 *
 * @throws {RangeError} If it is not in [0, 1).
 */
export function requireDecayRate(owner: string, option: string, value: number): void {
  requireIn(decayRate, owner, option, value);
}
