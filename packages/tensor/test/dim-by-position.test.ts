import { describe, expect, test } from "vitest";
import {
  argmax,
  concat,
  cumsum,
  flatten,
  flip,
  gather,
  logsumexp,
  max,
  mean,
  type ReduceOptions,
  softmax,
  sort,
  split,
  std,
  sum,
  tensor,
  topK,
  transpose,
  variance,
} from "../src/index.ts";

const x = tensor([
  [1, 2],
  [3, 4],
]);
const rule = "dim must be a number, passed by position";

/** What plain JavaScript may pass for a dimension. */
// biome-ignore lint/suspicious/noExplicitAny: stands for untyped code.
const odd = (value: unknown): any => value;

describe("a dimension that is not a number is refused, and the message has the call to write", () => {
  test.each([
    [() => sum(x, odd({ axis: 1 })), `sum: ${rule}: got { axis: 1 }. Write sum(x, 1).`],
    [() => sum(x, odd({ dim: [0, 1] })), `sum: ${rule}: got { dim: [0,1] }. Write sum(x, [0,1]).`],
    [
      () => mean(x, odd({ dim: 1, keepDim: true })),
      `mean: ${rule}: got { dim: 1, keepDim: true }. Write mean(x, 1, { keepDim: true }).`,
    ],
    [
      () => max(x, odd({ keepDim: true })),
      `max: ${rule}: got { keepDim: true }. Write max(x, undefined, { keepDim: true }).`,
    ],
    [() => sum(x, odd("1")), `sum: ${rule}: got "1". Write sum(x, 1).`],
    [() => sum(x, odd(x)), `sum: ${rule}: got an instance of Tensor. Write sum(x, 0).`],
    [() => sum(x, odd([0, "1"])), `sum: ${rule}: got "1". Write sum(x, 1).`],
    [() => argmax(x, odd({ axis: 1 })), `argmax: ${rule}: got { axis: 1 }. Write argmax(x, 1).`],
    [() => argmax(x, odd([0])), `argmax: ${rule}: got an array. Write argmax(x, 0).`],
    [() => variance(x, odd({ dim: 0 })), `variance: ${rule}: got { dim: 0 }. Write variance(x, 0).`],
    [() => std(x, odd({ axis: 0 })), `std: ${rule}: got { axis: 0 }. Write std(x, 0).`],
    [() => logsumexp(x, odd({ dim: 1 })), `logsumexp: ${rule}: got { dim: 1 }. Write logsumexp(x, 1).`],
    [() => softmax(x, odd({ dim: 1 })), `softmax: ${rule}: got { dim: 1 }. Write softmax(x, 1).`],
    [() => cumsum(x, odd({ dim: 1 })), `cumsum: ${rule}: got { dim: 1 }. Write cumsum(x, 1).`],
    [() => flip(x, odd({ dims: [1] })), `flip: ${rule}: got { dims: [1] }. Write flip(x, [1]).`],
    [
      () => sort(x, odd({ dim: 1, descending: true })),
      `sort: ${rule}: got { dim: 1, descending: true }. Write sort(x, 1, { descending: true }).`,
    ],
    [() => flatten(x, odd({ startDim: 0 })), `flatten: ${rule}: got { startDim: 0 }. Write flatten(x, 0).`],
    [
      () => flatten(x, odd({ startDim: 0, endDim: 1 })),
      `flatten: ${rule}: got { startDim: 0, endDim: 1 }. Write flatten(x, 0, 1).`,
    ],
    [
      () => flatten(x, odd({ endDim: 1 })),
      `flatten: ${rule}: got { endDim: 1 }. Write flatten(x, undefined, 1).`,
    ],
    [
      () => transpose(x, odd({ dim0: 0, dim1: 1 }), odd(undefined)),
      `transpose: ${rule}: got { dim0: 0, dim1: 1 }. Write transpose(x, 0, 1).`,
    ],
    [() => topK(x, 1, odd({ dim: 0 })), `topK: ${rule}: got { dim: 0 }. Write topK(x, k, 0).`],
    [() => concat([x, x], odd({ dim: 1 })), `concat: ${rule}: got { dim: 1 }. Write concat(tensors, 1).`],
    [() => split(x, 1, odd({ dim: 1 })), `split: ${rule}: got { dim: 1 }. Write split(x, sizes, 1).`],
    [
      () => gather(x, odd(x), odd(1)),
      `gather: ${rule}: got an instance of Tensor. Write gather(x, 0, index).`,
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(new TypeError(message));
  });
});

describe("options after the dimension are checked by name", () => {
  const keepdim = odd({ keepdim: true }) as ReduceOptions;
  test.each([
    [() => sum(x, 1, keepdim), "sum: there is no option keepdim. Did you mean keepDim?"],
    [() => argmax(x, 1, keepdim), "argmax: there is no option keepdim. Did you mean keepDim?"],
    [
      () => variance(x, 1, odd({ unbiased: true })),
      "variance: there is no option unbiased. Use one of correction, keepDim.",
    ],
    [() => std(x, 1, keepdim), "std: there is no option keepdim. Did you mean keepDim?"],
    [
      () => sort(x, 1, odd(true)),
      "sort: options must be an object: got true. Pass them by name: { descending }.",
    ],
    [
      () => mean(x, 0, odd(true)),
      "mean: options must be an object: got true. Pass them by name: { keepDim }.",
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(new TypeError(message));
  });
});
