import { inWords } from "@cambium/tensor";

/**
 * Checks that numbers of units, channels or places are ones.
 *
 * @param counts By the names that they have in the layer's constructor.
 * @throws {RangeError} Naming the first that is not a whole number of at least 1.
 */
export function requireCounts(layer: string, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isInteger(count) && count >= 1) continue;
    throw new RangeError(
      `${layer}: ${name} must be a whole number of at least 1: got ${inWords(count)}. Are the arguments in order?`,
    );
  }
}
