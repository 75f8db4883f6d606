import { type Expression, elementwise, split, squeeze, type Tensor } from "@cambium/tensor";

/** Maximum of the operands. Equal maxima share the gradient evenly. */
const largest = /* @__PURE__ */ elementwise("maxout", (s, ...pieces: Expression[]) => {
  const value = pieces.reduce((a, b) => s.max(a, b));
  const reached = pieces.map((piece) => s.eq(piece, value));
  const count = reached.map((each) => s.cast(each, "float")).reduce((a, b) => s.add(a, b));
  const partials = pieces.map((piece, i) => [piece, s.select(reached[i]!, s.div(1, count), 0)] as const);
  return s.derived(value, partials);
});

/**
 * Maximum over a dimension of few elements. One pass over views of its slices takes a fraction of the time of a reduction.
 */
export function largestPiece(x: Tensor, dim: number): Tensor {
  return squeeze(largest(...split(x, 1, dim)), dim);
}
