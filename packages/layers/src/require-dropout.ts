/**
 * Checks the probability of a layer's dropout.
 *
 * @throws {RangeError} If it is not in [0, 1).
 */
export function requireDropout(layer: string, p: number): void {
  if (p >= 0 && p < 1) return;
  throw new RangeError(
    `${layer}: dropout, the probability to drop, must be in [0, 1): got ${p}. If it is the probability to keep, give 1 - dropout.`,
  );
}
