import { DTypeError, elementwise, type Rng, type Shape, scope, type Tensor, uniform } from "@cambium/tensor";

/** Drops and scales in one pass. The gradient takes one more: 0 or `scale` times the cotangent. */
const kept = /* @__PURE__ */ elementwise("dropout", (s, x, draw, p, scale) =>
  s.select(s.lt(draw, p), 0, s.mul(x, scale)),
);

/**
 * Drops elements with probability p and scales the others by 1/(1 − p).
 *
 * @param maskShape Shape that broadcasts to that of x: elements that share a mask element are dropped together.
 */
export function drop(x: Tensor, maskShape: Shape, p: number, rng: Rng): Tensor {
  return scope(() => kept(x, drawMask(x, maskShape, rng), threshold(p), 1 / (1 - p)));
}

/** Numbers in [0, 1), multiples of 2⁻²⁴; those below {@link threshold} mark dropped elements. */
export function drawMask({ dtype, backend }: Tensor, maskShape: Shape, rng: Rng): Tensor {
  return uniform(maskShape, { rng, dtype, backend });
}

/** p rounded down to the grid of the draws, which float32 holds exactly, so that masks are the same in every type and on every
 * backend. */
export function threshold(p: number): number {
  return Math.floor(p * 2 ** 24) / 2 ** 24;
}

/**
 * Checks the input of a layer that draws random floats for it.
 *
 * @throws {DTypeError} If it is not a float.
 */
export function requireFloat(layer: string, x: Tensor): void {
  if (x.dtype === "float32" || x.dtype === "float64") return;
  throw new DTypeError(`${layer}: x must be a float: got ${x.dtype}. Cast it: cast(x, "float32").`);
}
