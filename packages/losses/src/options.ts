/**
 * Checks an option that may be any number from 0.
 *
 * @throws {RangeError} If it is negative or not finite.
 */
export function requireAtLeastZero(loss: string, option: string, value: number): void {
  if (value >= 0 && value < Infinity) return;
  throw new RangeError(
    `${loss}: ${option} must be finite and at least 0: got ${value}. Give it another value.`,
  );
}

/**
 * Checks an option that must be above 0; it may be infinite.
 *
 * @throws {RangeError} If it is not.
 */
export function requireAboveZero(loss: string, option: string, value: number): void {
  if (value > 0) return;
  throw new RangeError(`${loss}: ${option} must be above 0: got ${value}. Give it another value.`);
}

/**
 * Checks an option that must lie in a range, both ends included.
 *
 * @throws {RangeError} If it does not.
 */
export function requireBetween(loss: string, option: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  throw new RangeError(
    `${loss}: ${option} must be in [${low}, ${high}]: got ${value}. Give it another value.`,
  );
}

/**
 * Checks an option that must be an integer, of either sign.
 *
 * @throws {RangeError} If it is not.
 */
export function requireWholeNumber(loss: string, option: string, value: number): void {
  if (Number.isSafeInteger(value)) return;
  throw new RangeError(`${loss}: ${option} must be a whole number: got ${value}. Give it another value.`);
}
