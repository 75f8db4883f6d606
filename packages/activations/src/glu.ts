import { elementwise, formatShape, ShapeError, scope, split, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";

const gated = /* @__PURE__ */ elementwise("glu", (s, u, v) => s.mul(u, s.sigmoid(v)));

/** Options of {@link glu}. */
export interface GluOptions {
  /** The dimension that is cut in halves; it may count from the end. Default: −1. */
  readonly dim?: number;
}

/**
 * Gated linear unit: one half of the channels decides how much of the other passes.
 *
 * glu(x) = u·σ(v), where u and v are the first and second half of x along `dim`
 *
 * @param x Its size along `dim` is even.
 * @returns The shape of x with half of that size.
 * @throws {ShapeError} If that size is odd, or there is no such dimension.
 * @see Dauphin et al.: Language modeling with gated convolutional networks (2017).
 */
export function glu(x: Tensor, options: GluOptions = {}): Tensor {
  checkOptions("glu", options, ["dim"]);
  const { dim = -1 } = options;
  const size = x.shape.at(dim);
  if (size === undefined || size % 2 !== 0) {
    throw new ShapeError(
      `glu: dimension ${dim} must exist and be even, to be cut in halves: got ${formatShape(x.shape)}. ` +
        "Choose another dim, or make twice as many channels as are wanted.",
    );
  }
  return scope(() => {
    const [u, v] = split(x, [size / 2, size / 2], dim);
    return gated(u!, v!);
  });
}
