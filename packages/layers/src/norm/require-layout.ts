import { formatShape, ShapeError, type Tensor } from "@cambium/tensor";

/**
 * Checks that x is [N, C] followed by the dimensions of one of the layouts.
 *
 * @param layouts Names of the dimensions after the channels, for each rank that the layer takes.
 * @throws {ShapeError} If not, with the shapes that it may have.
 */
export function requireLayout(
  layer: object,
  x: Tensor,
  numFeatures: number,
  layouts: readonly (readonly string[])[],
): void {
  if (x.shape[1] === numFeatures && layouts.some(({ length }) => x.rank === 2 + length)) return;
  const allowed = layouts.map((names) => `[${["N", numFeatures, ...names].join(", ")}]`).join(" or ");
  throw new ShapeError(
    `${layer}: the input must have shape ${allowed}: got ${formatShape(x.shape)}. Change numFeatures, or reshape the input.`,
  );
}
