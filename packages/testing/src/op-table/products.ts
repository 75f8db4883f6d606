import { einsum, linear, matmul } from "@cambium/tensor";
import type { OpRow, Sample } from "../op-row.ts";
import { floats } from "../samples.ts";

/** Shapes of two factors. */
const factors: readonly [number[], number[]][] = [
  [[4], [4]],
  [[4], [4, 3]],
  [[3, 4], [4]],
  [[2, 3, 4], [4]],
  [[4], [2, 4, 3]],
  [
    [2, 3, 4],
    [4, 2],
  ],
  [
    [3, 4],
    [2, 4, 2],
  ],
  [
    [2, 1, 3, 2],
    [3, 2, 2],
  ],
  [
    [1, 1],
    [1, 1],
  ],
  [
    [0, 3],
    [3, 2],
  ],
  [
    [2, 0],
    [0, 3],
  ],
  [
    [2, 3],
    [3, 0],
  ],
  [
    [0, 2, 3],
    [3, 2],
  ],
  [
    [33, 70],
    [70, 17],
  ],
];

const equations: readonly [string, ...number[][]][] = [
  ["ij,jk->ik", [2, 3], [3, 2]],
  ["bhqd,bhkd->bhqk", [1, 2, 3, 2], [1, 2, 2, 2]],
  ["ij->ji", [3, 2]],
  ["ii->i", [3, 3]],
  ["iij->j", [2, 2, 3]],
  ["ij->", [2, 3]],
  ["i,i->", [1], [1]],
  ["i,j->ij", [3], [2]],
  ["...ij,...jk->...ik", [2, 1, 2, 2], [3, 2, 2]],
  ["bn,anm,bm->ba", [2, 2], [3, 2, 2], [2, 2]],
  ["ij,ij->ij", [1, 3], [2, 3]],
  ["ab,bc", [2, 0], [0, 3]],
  ["...->", [2, 3]],
  ["i...,i->i", [2, 3, 2], [2]],
];

function equationSample([equation, ...shapes]: (typeof equations)[number]): Sample {
  return {
    inputs: shapes.map((shape) => floats(shape)),
    run: (...operands) => einsum(equation, ...operands),
  };
}

/** Rows of the products of matrices. */
export const products: readonly OpRow[] = [
  {
    name: "matmul",
    run: matmul,
    inputs: [floats([3, 4]), floats([4, 2])],
    also: factors.map((shapes) => ({ inputs: shapes.map((shape) => floats(shape)) })),
  },
  {
    name: "linear",
    run: (x, weight, bias) => linear(x, weight, { bias }),
    inputs: [floats([3, 4]), floats([2, 4]), floats([2])],
    also: [
      { inputs: [floats([3, 4]), floats([2, 4])] },
      { inputs: [floats([4]), floats([2, 4]), floats([2])] },
      { inputs: [floats([2, 3, 4]), floats([2, 4]), floats([2])] },
      { inputs: [floats([1, 1]), floats([1, 1]), floats([1])] },
      { inputs: [floats([0, 4]), floats([2, 4]), floats([2])] },
      { inputs: [floats([3, 0]), floats([2, 0]), floats([2])] },
      { inputs: [floats([13, 70]), floats([17, 70]), floats([17])] },
    ],
  },
  {
    name: "einsum",
    run: (a, b) => einsum("ijk,jil->kl", a, b),
    inputs: [floats([2, 3, 2]), floats([3, 2, 2])],
    also: equations.map(equationSample),
  },
];
