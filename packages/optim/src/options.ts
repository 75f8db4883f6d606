/**
 * Checks an option that may be any number from 0.
 *
 * @throws {RangeError} If it is negative or not finite.
 */
export function requireAtLeastZero(rule: string, option: string, value: number): void {
  if (isAtLeastZero(value)) return;
  throw new RangeError(
    `${rule}: ${option} must be finite and at least 0: got ${value}. Give it another value.`,
  );
}

/**
 * Checks an option that says how much of an average is kept at a step.
 *
 * @throws {RangeError} If it is not in [0, 1).
 */
export function requireFraction(rule: string, option: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new RangeError(`${rule}: ${option} must be in [0, 1): got ${value}. Usual values are 0.9 to 0.999.`);
}

/**
 * Checks an option that must be above 0; it may be infinite.
 *
 * @throws {RangeError} If it is not.
 */
export function requireAboveZero(rule: string, option: string, value: number): void {
  if (value > 0) return;
  throw new RangeError(`${rule}: ${option} must be above 0: got ${value}. Give it another value.`);
}

/** Whether a number is neither negative nor infinite nor NaN. */
export function isAtLeastZero(value: number): boolean {
  return value >= 0 && value < Infinity;
}
