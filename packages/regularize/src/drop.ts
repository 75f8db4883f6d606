import { DTypeError, elementwise, type Rng, type Shape, scope, type Tensor, uniform } from "@cambium/tensor";

/** Dropping and scaling in one pass; the gradient is another: 0 or `scale` times what comes in. */
const kept = /* @__PURE__ */ elementwise("dropout", (s, x, draw, p, scale) =>
  s.select(s.lt(draw, p), 0, s.mul(x, scale)),
);

/**
 * Drops elements with probability p and scales the others by 1/(1 − p).
 *
 * @param maskShape Broadcasts to the shape of x: what shares an element of the mask is dropped together.
 */
export function drop(x: Tensor, maskShape: Shape, p: number, rng: Rng): Tensor {
  return scope(() => kept(x, drawMask(x, maskShape, rng), threshold(p), 1 / (1 - p)));
}

/** Numbers in [0, 1), multiples of 2⁻²⁴, of which those below {@link threshold} mark what is dropped. */
export function drawMask({ dtype, backend }: Tensor, maskShape: Shape, rng: Rng): Tensor {
  return uniform(maskShape, { rng, dtype, backend });
}

/** p on the grid of the draws, where float32 has it exactly: masks are the same in every type and on every backend. */
export function threshold(p: number): number {
  return Math.floor(p * 2 ** 24) / 2 ** 24;
}

/**
 * Checks the input of a layer that draws floats beside it.
 *
 * @throws {DTypeError} If it is not a float.
 */
export function requireFloat(layer: string, x: Tensor): void {
  if (x.dtype === "float32" || x.dtype === "float64") return;
  throw new DTypeError(`${layer}: x must be a float: got ${x.dtype}. Cast it: cast(x, "float32").`);
}
