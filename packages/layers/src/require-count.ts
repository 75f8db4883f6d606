/**
 * Checks that a layer's number of units, channels or places is one.
 *
 * @throws {RangeError} If it is not a whole number of at least 1.
 */
export function requireCount(layer: string, name: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new RangeError(`${layer}: ${name} must be a whole number of at least 1: got ${count}.`);
}
