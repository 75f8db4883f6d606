import { elementwise, formatShape, ShapeError, scope, split, type Tensor } from "@cambium/tensor";
import { normalizeAxis } from "@cambium/tensor/checks";

const gated = /* @__PURE__ */ elementwise("glu", (s, u, v) => s.mul(u, s.sigmoid(v)));

/**
 * Gated linear unit: one half of the channels gates the other half.
 *
 * glu(x) = u·σ(v), where u and v are the first and second half of x along `dim`
 *
 * @param x Tensor with an even size along `dim`.
 * @param dim Dimension to split into halves; negative numbers count from the end. Default: −1.
 * @returns The shape of x with half of that size.
 * @throws {ShapeError} If that size is odd.
 * @throws {RangeError} If there is no such dimension.
 * @see Dauphin et al.: Language modeling with gated convolutional networks (2017).
 */
export function glu(x: Tensor, dim = -1): Tensor {
  const size = x.shape[normalizeAxis("glu", dim, x.rank)]!;
  if (size % 2 !== 0) {
    throw new ShapeError(
      `glu: dimension ${dim} must be even, to be cut in halves: got ${formatShape(x.shape)}. ` +
        "Choose another dim, or make twice as many channels as are wanted.",
    );
  }
  return scope(() => {
    const [u, v] = split(x, [size / 2, size / 2], dim);
    return gated(u!, v!);
  });
}
