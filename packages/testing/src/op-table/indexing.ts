import { gather, indexSelect, oneHot, scatterAdd, sort, type Tensor, topK } from "@cambium/tensor";
import { everyType, numberTypes, type OpRow } from "../op-row.ts";
import { floats, ints } from "../samples.ts";

const both = ({ values, indices }: { values: Tensor; indices: Tensor }): readonly Tensor[] => [
  values,
  indices,
];

/** Rows of the ops that take elements by index, or return indices. */
export const indexing: readonly OpRow[] = [
  {
    name: "gather",
    run: (x, index) => gather(x, 0, index),
    inputs: [floats([3, 4]), ints([5, 4], 0, 3)],
    dtypes: everyType,
    also: [
      { inputs: [floats([2, 3, 4]), ints([2, 3, 6], 0, 4)], run: (x, index) => gather(x, -1, index) },
      { inputs: [floats([2, 3, 4]), ints([1, 5, 2], 0, 3)], run: (x, index) => gather(x, 1, index) },
      { inputs: [floats([3, 4]), ints([0, 4], 0, 1)] },
      { inputs: [floats([0, 4]), ints([0, 2], 0, 4)], run: (x, index) => gather(x, 1, index) },
      { inputs: [floats([1]), ints([3], 0, 1)] },
    ],
  },
  {
    name: "indexSelect",
    run: (x, index) => indexSelect(x, 0, index),
    inputs: [floats([3, 4]), ints([5], 0, 3)],
    dtypes: everyType,
    also: [
      { inputs: [floats([2, 3, 4]), ints([2], 0, 4)], run: (x, index) => indexSelect(x, -1, index) },
      { inputs: [floats([2, 3, 2]), ints([5], 0, 3)], run: (x, index) => indexSelect(x, 1, index) },
      { inputs: [floats([3, 4]), ints([0], 0, 1)] },
      { inputs: [floats([1]), ints([1], 0, 1)] },
    ],
  },
  {
    name: "scatterAdd",
    run: (x, index, src) => scatterAdd(x, 0, index, src),
    inputs: [floats([3, 4]), ints([5, 4], 0, 3), floats([5, 4])],
    dtypes: numberTypes,
    also: [
      {
        inputs: [floats([2, 3, 4]), ints([2, 5, 2], 0, 3), floats([2, 5, 2])],
        run: (x, index, src) => scatterAdd(x, 1, index, src),
      },
      {
        inputs: [floats([3, 4]), ints([2, 6], 0, 4), floats([2, 6])],
        run: (x, index, src) => scatterAdd(x, -1, index, src),
      },
      { inputs: [floats([3, 4]), ints([2, 3], 0, 3), floats([4, 3])] },
      { inputs: [floats([3, 4]), ints([0, 4], 0, 1), floats([0, 4])] },
      { inputs: [floats([1]), ints([1], 0, 1), floats([1])] },
    ],
  },
  {
    name: "oneHot",
    run: (index) => oneHot(index, 4),
    inputs: [ints([5], -1, 6)],
    also: [
      { inputs: [ints([2, 3], 0, 4)] },
      { inputs: [ints([0], 0, 1)] },
      { inputs: [ints([], 0, 4)], run: (index) => oneHot(index, 3, { dtype: "int32" }) },
    ],
  },
  {
    name: "sort",
    run: (x) => both(sort(x)),
    inputs: [floats([3, 5])],
    dtypes: numberTypes,
    also: [
      { inputs: [floats([7])], run: (x) => both(sort(x, -1, { descending: true })) },
      { inputs: [floats([2, 5, 3])], run: (x) => both(sort(x, 1, { descending: true })) },
      { inputs: [ints([40], 0, 5)] },
      { inputs: [ints([40], 0, 5)], run: (x) => both(sort(x, -1, { descending: true })) },
      { inputs: [floats([0, 3])] },
      { inputs: [floats([3, 0])] },
      { inputs: [floats([1])] },
      { inputs: [floats([6, 100])], run: (x) => both(sort(x, 0)) },
    ],
  },
  {
    name: "topK",
    run: (x) => both(topK(x, 2)),
    inputs: [floats([3, 5])],
    dtypes: numberTypes,
    also: [
      { inputs: [floats([2, 5, 3])], run: (x) => both(topK(x, 3, 1, { largest: false })) },
      { inputs: [floats([3, 5])], run: (x) => both(topK(x, 0)) },
      { inputs: [floats([0, 3])] },
      { inputs: [floats([1])], run: (x) => both(topK(x, 1)) },
      { inputs: [ints([40], 0, 5)], run: (x) => both(topK(x, 9)) },
    ],
  },
];
