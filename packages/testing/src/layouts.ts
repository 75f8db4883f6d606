import { concat, expand, flip, permute, reshape, slice, stack, type Tensor } from "@cambium/tensor";

/**
 * Layouts that are not dense. Each makes a view with the shape of x and elements of x in another order.
 */
export const layouts: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  transposed: (x) => {
    const reversed = x.shape.map((_, i) => x.rank - 1 - i);
    return permute(reshape(x, x.shape.toReversed()), reversed);
  },
  flipped: (x) => flip(x),
  "at an offset": (x) => slice(stack([x, x]), [1]),
  "with gaps": (x) => {
    if (x.rank === 0) return slice(stack([x, x]), [1]);
    return slice(concat([x, x], -1), [...new Array<null>(x.rank - 1).fill(null), [0, null, 2]]);
  },
  "repeated along the first dimension": (x) => {
    if (x.rank === 0 || x.shape[0] === 0) return flip(x);
    return expand(slice(x, [[0, 1]]), x.shape);
  },
  "repeated along the last dimension": (x) => {
    if (x.rank === 0 || x.shape.at(-1) === 0) return flip(x);
    return expand(slice(x, [...new Array<null>(x.rank - 1).fill(null), [0, 1]]), x.shape);
  },
};
