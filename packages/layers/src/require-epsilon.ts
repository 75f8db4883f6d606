/**
 * Checks what is added to a variance, against division by 0.
 *
 * @throws {RangeError} If it is not above 0.
 */
export function requireEpsilon(layer: string, eps: number): void {
  if (!(eps > 0)) throw new RangeError(`${layer}: eps must be above 0: got ${eps}. The usual value is 1e-5.`);
}
