import { formatShape, type Shape, ShapeError, sameShape, type Tensor } from "@cambium/tensor";
import { inWords, requireCounts } from "@cambium/tensor/checks";

/**
 * The sizes that a normalization runs over, from a number for the last dimension or an array.
 *
 * @throws {TypeError} If it is neither.
 * @throws {RangeError} If the array is empty, or a size is not a whole number of at least 1.
 */
export function normalizedSizes(layer: string, normalizedShape: number | Shape): Shape {
  if (typeof normalizedShape !== "number" && !Array.isArray(normalizedShape)) {
    throw new TypeError(
      `${layer}: normalizedShape must be a size or an array of them: got ${inWords(normalizedShape)}. Give the last size of x.`,
    );
  }
  const sizes = typeof normalizedShape === "number" ? [normalizedShape] : [...normalizedShape];
  if (sizes.length === 0) {
    throw new RangeError(
      `${layer}: normalizedShape must have at least one size: got []. Give the last size of x.`,
    );
  }
  for (const size of sizes) requireCounts(layer, { normalizedShape: size });
  return sizes;
}

/**
 * Checks that the last sizes of x are those that a normalization runs over.
 *
 * @throws {ShapeError} If not.
 */
export function requireEnding(layer: string, x: Tensor, sizes: Shape): void {
  if (x.rank >= sizes.length && sameShape(x.shape.slice(x.rank - sizes.length), sizes)) return;
  throw new ShapeError(
    `${layer}: the input must end in ${formatShape(sizes)}: got ${formatShape(x.shape)}. Change normalizedShape, or reshape the input.`,
  );
}
