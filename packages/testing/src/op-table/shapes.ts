import {
  alias,
  concat,
  contiguous,
  expand,
  flatten,
  flip,
  pad,
  permute,
  reshape,
  scope,
  slice,
  split,
  squeeze,
  stack,
  tile,
  transpose,
  unsqueeze,
} from "@cambium/tensor";
import { everyType, type OpRow, type Run, type Sample } from "../op-row.ts";
import { floats, ints } from "../samples.ts";

const matrix = [floats([3, 4])];
const cube = [floats([2, 3, 4])];

/** Row of an op that only moves elements, and so takes every type. */
function moving(name: string, run: Run, also: readonly Sample[], inputs: OpRow["inputs"] = cube): OpRow {
  const empty: Sample = {
    inputs: inputs.map((input) => ({ ...input, shape: [0, ...input.shape.slice(1)] })),
  };
  return { name, run, inputs, dtypes: everyType, also: [empty, ...also] };
}

/** Rows of the ops that move elements. */
export const shapes: readonly OpRow[] = [
  moving("alias", alias, [{ inputs: [floats([])] }]),
  moving("contiguous", contiguous, [
    { inputs: [floats([1])] },
    { inputs: matrix, run: (x) => scope(() => contiguous(transpose(x))) },
  ]),
  moving("reshape", (x) => reshape(x, [-1, 2, 3]), [
    { inputs: cube, run: (x) => reshape(x, [4, 6]) },
    { inputs: [floats([])], run: (x) => reshape(x, [1, 1]) },
    { inputs: [floats([1])], run: (x) => reshape(x, []) },
  ]),
  moving("flatten", (x) => flatten(x), [
    { inputs: cube, run: (x) => flatten(x, 1) },
    { inputs: cube, run: (x) => flatten(x, 0, 1) },
    { inputs: [floats([])] },
  ]),
  moving("unsqueeze", (x) => unsqueeze(x, 1), [
    { inputs: cube, run: (x) => unsqueeze(x, -1) },
    { inputs: [floats([])], run: (x) => unsqueeze(x, 0) },
  ]),
  moving(
    "squeeze",
    (x) => squeeze(x),
    [
      { inputs: [floats([2, 1, 3, 1])], run: (x) => squeeze(x, 1) },
      { inputs: [floats([2, 1, 3, 1])], run: (x) => squeeze(x, -1) },
      { inputs: [floats([1, 1])] },
    ],
    [floats([2, 1, 3, 1])],
  ),
  moving("permute", (x) => permute(x, [2, 0, 1]), [
    { inputs: [floats([])], run: (x) => permute(x, []) },
    { inputs: cube, run: (x) => permute(x, [-1, 1, 0]) },
  ]),
  moving("transpose", (x) => transpose(x), [
    { inputs: cube, run: (x) => transpose(x, 0, 2) },
    { inputs: [floats([1, 1])] },
  ]),
  moving(
    "expand",
    (x) => expand(x, [2, -1, 3]),
    [{ inputs: [floats([])], run: (x) => expand(x, [2, 2]) }, { inputs: [floats([2, 1])] }],
    [floats([4, 1])],
  ),
  moving("slice", (x) => slice(x, [[0, 1], null, [1, null, 2]]), [
    { inputs: cube, run: (x) => slice(x, [1, [-2], -1]) },
    { inputs: cube, run: (x) => slice(x, [null, [2, 2]]) },
    { inputs: [floats([1])], run: (x) => slice(x, [-1]) },
  ]),
  moving("flip", (x) => flip(x), [
    { inputs: cube, run: (x) => flip(x, 1) },
    { inputs: [floats([])] },
    { inputs: [floats([1])] },
    { inputs: cube, run: (x) => flip(x, [0, -1]) },
  ]),
  moving(
    "concat",
    (a, b) => concat([a, b], 0),
    [
      { inputs: [floats([2, 2]), floats([2, 0]), floats([2, 3])], run: (...all) => concat(all, -1) },
      { inputs: [floats([2, 2]), ints([1, 2], 0, 5)] },
      { inputs: [floats([1])], run: (x) => concat([x]) },
    ],
    [floats([2, 3]), floats([1, 3])],
  ),
  moving(
    "stack",
    (a, b) => stack([a, b]),
    [
      { inputs: [floats([2, 3]), floats([2, 3])], run: (a, b) => stack([a, b], -1) },
      { inputs: [floats([])], run: (x) => stack([x]) },
    ],
    [floats([2, 3]), floats([2, 3])],
  ),
  moving("split", (x) => split(x, 3, 2), [
    { inputs: cube, run: (x) => split(x, [1, 0, 2], 1) },
    { inputs: [floats([5])], run: (x) => split(x, 5) },
    { inputs: [floats([1])], run: (x) => split(x, 1) },
  ]),
  moving(
    "pad",
    (x) =>
      pad(
        x,
        [
          [0, 0],
          [1, 2],
        ],
        { value: 3 },
      ),
    [
      { inputs: [floats([])], run: (x) => pad(x, []) },
      {
        inputs: matrix,
        run: (x) =>
          pad(
            x,
            [
              [2, 1],
              [3, 0],
            ],
            { mode: "reflect" },
          ),
      },
      {
        inputs: matrix,
        run: (x) =>
          pad(
            x,
            [
              [4, 1],
              [0, 2],
            ],
            { mode: "replicate" },
          ),
      },
      {
        inputs: matrix,
        run: (x) =>
          pad(
            x,
            [
              [3, 1],
              [0, 4],
            ],
            { mode: "circular" },
          ),
      },
    ],
    matrix,
  ),
  moving("tile", (x) => tile(x, [2, 1, 3]), [
    { inputs: [floats([2])], run: (x) => tile(x, [2, 2]) },
    { inputs: [floats([])] },
    { inputs: cube, run: (x) => tile(x, [2]) },
    { inputs: cube, run: (x) => tile(x, [0, 1, 1]) },
  ]),
];
