import { inWords } from "@cambium/tensor/checks";

/**
 * Checks the number that is added to a variance against division by 0.
 *
 * @throws {RangeError} If it is not finite and above 0.
 */
export function requireEpsilon(layer: string, eps: number): void {
  if (eps > 0 && eps < Infinity) return;
  throw new RangeError(
    `${layer}: eps must be finite and above 0: got ${inWords(eps)}. The usual value is 1e-5.`,
  );
}
