import { norm, type Tensor } from "@cambium/tensor";
import type { OpRow, Sample } from "../op-row.ts";
import { floats, positives } from "../samples.ts";

/** Orders of norms: one for each formula. */
const orders: readonly number[] = [2, 1, 3, 1.5, -1, -2.5, Infinity, -Infinity, 0];

const of = (dim?: number | readonly number[], order = 2, keepDim = false) => {
  return (x: Tensor): Tensor => norm(x, dim, { order, keepDim });
};

const shaped: readonly Sample[] = [
  { inputs: [floats([])], run: (x) => norm(x!) },
  { inputs: [floats([3, 4])], run: of(0) },
  { inputs: [floats([3, 4])], run: of(-1, 2, true) },
  { inputs: [floats([2, 3, 4])], run: of([0, 2]) },
  { inputs: [floats([2, 3, 4])], run: of([0, 2], 3, true) },
  { inputs: [floats([3, 4])], run: of([]) },
  { inputs: [floats([3, 0])], run: of(1) },
  { inputs: [floats([3, 0])], run: of(1, 1.5) },
  { inputs: [floats([0, 3])], run: of(1, Infinity) },
  { inputs: [floats([7, 900])], run: of(1) },
  { inputs: [floats([900, 7])], run: of(0) },
  { inputs: [floats([70000])], run: of() },
];

/** The row of vector norms. */
export const norms: readonly OpRow[] = [
  {
    name: "norm",
    run: (x) => norm(x!),
    inputs: [floats([3, 4])],
    also: [
      ...shaped,
      ...orders.map((order) => ({ inputs: [floats([3, 4])], run: of(1, order) })),
      { inputs: [positives([3, 4])], run: of(1, 0.5) },
    ],
  },
];
