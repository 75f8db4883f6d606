import { ones } from "../create.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { concat } from "./concat.ts";
import { slice } from "./slice.ts";
import { permute, reshape } from "./view-ops.ts";

/** Part of the rows of a matrix's columns: x[:, from:to]. */
function columns(x: Tensor, from: number, to: number): Tensor {
  return slice(x, [null, [from, to]]);
}

/**
 * For each column of x [rows, n] the product of the row's other elements.
 *
 * Halves are multiplied together, the products of the others found for the pairs, and taken apart again:
 * others(left) = others(pair)·right. No division, so zeros are exact, and every order of derivative follows.
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

/** At each place the product of all other elements that a reduction of x over `axes` multiplies with it. */
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
