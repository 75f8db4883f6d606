import { valueAndGrad } from "@cambium/autograd";
import { constant } from "@cambium/init";
import { parameters } from "@cambium/module";
import {
  alias,
  DTypeError,
  mul,
  type NestedArray,
  normal,
  Rng,
  square,
  sum,
  type Tensor,
  tensor,
} from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { Embedding } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);

const ints = (values: NestedArray & object) => tensor(values, { dtype: "int32" });

/** Row i is [10·i, 10·i + 1]. */
const table = () => tensor([0, 1, 2, 3].map((i) => [10 * i, 10 * i + 1]));

function filled(paddingIdx?: number): Embedding {
  const layer = new Embedding(4, 2, { rng, paddingIdx });
  layer.weight.value = table();
  return layer;
}

test("gives the row of each index, for indices of any shape", () => {
  const layer = filled();
  expect(layer.forward(ints([[3, 0]])).toArray()).toEqual([
    [
      [30, 31],
      [0, 1],
    ],
  ]);
  expect(layer.forward(tensor(2, { dtype: "int32" })).toArray()).toEqual([20, 21]);
  expect(layer.forward(tensor([], { dtype: "int32", shape: [2, 0] })).shape).toEqual([2, 0, 2]);
});

test("gradients of an index that occurs twice add up; the row of padding gets none", () => {
  for (const [paddingIdx, first] of [
    [undefined, 2],
    [0, 0],
    [-4, 0],
  ] as const) {
    const layer = filled(paddingIdx);
    const { grads } = valueAndGrad(parameters(layer), () => sum(layer.forward(ints([0, 3, 0, 3, 3]))));
    expect(grads.weight!.toArray()).toEqual([
      [first, first],
      [0, 0],
      [0, 0],
      [3, 3],
    ]);
  }
});

test("rows start as standard normal numbers, the row of padding at 0", () => {
  const weight = Array.from(new Embedding(50, 40, { rng, paddingIdx: -1 }).weight.value.dataSync());
  expect(weight.slice(-40)).toEqual(new Array(40).fill(0));
  const rest = weight.slice(0, -40);
  const mean = rest.reduce((a, b) => a + b) / rest.length;
  const variance = rest.reduce((a, b) => a + (b - mean) ** 2, 0) / rest.length;
  expect(Math.abs(mean)).toBeLessThan(0.06);
  expect(variance).toBeGreaterThan(0.9);
  expect(variance).toBeLessThan(1.1);
  const twos = new Embedding(2, 2, { rng, paddingIdx: 0, init: constant(2) }).weight.value;
  expect(twos.toArray()).toEqual([
    [0, 0],
    [2, 2],
  ]);
});

test("gradients of first and second order, the row of padding aside", () => {
  const layer = new Embedding(3, 2, { rng, paddingIdx: 1, dtype: "float64" });
  const run = (rows: Tensor) => {
    layer.weight.value = alias(rows);
    return square(mul(layer.forward(ints([[0, 2, 0]])), 2));
  };
  const weight = normal([3, 2], { rng, dtype: "float64" });
  for (const order of [1, 2] as const) checkGradient(run, [weight], { order });
});

test("an index out of range is named", () => {
  const text = (index: number) =>
    `Embedding(4, 2): index ${index} at position 1 is outside [0, 4). Use indices from 0 to 3.`;
  for (const index of [4, -1])
    expect(() => filled().forward(ints([0, index]))).toThrow(new RangeError(text(index)));
});

test("indices that are not int32 are refused", () => {
  const text = 'Embedding(4, 2): indices must be int32: got float32. Cast them: cast(index, "int32").';
  expect(() => filled().forward(tensor([0.5]))).toThrow(new DTypeError(text));
});

test("sizes and a paddingIdx out of range are named", () => {
  const size =
    "Embedding: embeddingDim must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new Embedding(4, 0, { rng })).toThrow(new RangeError(size));
  for (const paddingIdx of [4, -5, 0.5]) {
    const text = `Embedding: paddingIdx must be a whole number in [-4, 4): got ${paddingIdx}. Leave it out for none.`;
    expect(() => new Embedding(4, 2, { rng, paddingIdx })).toThrow(new RangeError(text));
  }
});

test("leaves nothing in memory but its result", () => {
  const [layer, index] = [filled(0), ints([[0, 1, 2]])];
  expectNoLeak(() => layer.forward(index).dispose());
  expectNoLeak(() => new Embedding(3, 2, { rng, paddingIdx: 0 }).weight.dispose());
});
