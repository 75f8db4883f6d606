import { ones } from "../create.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { concat } from "./concat.ts";
import { slice } from "./slice.ts";
import { permute, reshape } from "./view-ops.ts";

/** Columns of a matrix: x[:, from:to]. */
function columns(x: Tensor, from: number, to: number): Tensor {
  return slice(x, [null, [from, to]]);
}

/**
 * Product of the other elements of the row, for each element of x [rows, n].
 *
 * The left and right halves are multiplied to pairs, the products of the other pairs are computed recursively, and
 * others(left) = others(pair)·right. There is no division, so zeros are exact and derivatives of every order follow.
 */
function othersInRows(x: Tensor): Tensor {
  const [rows, n] = x.shape as [number, number];
  const options = { dtype: x.dtype, backend: x.backend };
  if (n <= 1) return ones([rows, n], options);
  const half = Math.ceil(n / 2);
  const left = columns(x, 0, half);
  const right =
    n % 2 === 0 ? columns(x, half, n) : concat([columns(x, half, n), ones([rows, 1], options)], 1);
  const pairs = othersInRows(mul(left, right));
  return columns(concat([mul(pairs, right), mul(pairs, left)], 1), 0, n);
}

/** Product, for each element, of all other elements that a reduction of x over `axes` multiplies with it. */
export function productOfOthers(x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.flatMap((_, i) => (axes.includes(i) ? [] : [i]));
  const order = [...kept, ...axes];
  const moved = permute(x, order);
  const n = sizeOf(axes.map((axis) => x.shape[axis]!));
  const rows = sizeOf(kept.map((axis) => x.shape[axis]!));
  const others = reshape(othersInRows(reshape(moved, [rows, n])), moved.shape);
  return permute(
    others,
    order.map((_, i) => order.indexOf(i)),
  );
}
