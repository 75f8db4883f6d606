import { requireInteger } from "@cambium/tensor/checks";

/**
 * Checks the parameter of a Beta distribution.
 *
 * @throws {RangeError} If it is not finite and above 0.
 */
export function checkAlpha(op: string, alpha: number): void {
  if (alpha > 0 && alpha < Number.POSITIVE_INFINITY) return;
  throw new RangeError(`${op}: alpha must be finite and above 0: got ${alpha}. Usual values are 0.2 to 1.`);
}

/**
 * Checks a number of classes, which may be missing.
 *
 * @throws {RangeError} If it is not a whole number of at least 1.
 */
export function checkClasses(op: string, numClasses: number | undefined): void {
  if (numClasses !== undefined) requireInteger(op, "numClasses", numClasses, 1);
}
