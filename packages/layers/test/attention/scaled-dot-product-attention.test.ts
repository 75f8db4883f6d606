import { valueAndGrad } from "@cambium/autograd";
import { inference, training } from "@cambium/module";
import {
  DTypeError,
  mean,
  normal,
  Rng,
  ShapeError,
  softmax,
  square,
  sum,
  type Tensor,
  tensor,
} from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { scaledDotProductAttention } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const float64 = { rng, dtype: "float64" } as const;
const hide = Number.NEGATIVE_INFINITY;

/** softmax(q·kᵀ/√E + mask)·v of one head, in plain numbers. */
function plain(q: Tensor, k: Tensor, v: Tensor, mask: readonly (readonly number[])[]): number[][] {
  const [queries, keys, values] = [q, k, v].map((x) => x.toArray() as number[][]);
  return queries!.map((query, i) => {
    const scores = keys!.map((key, j) => {
      const product = key.reduce((total, value, e) => total + value * query[e]!, 0);
      return product / Math.sqrt(key.length) + mask[i]![j]!;
    });
    const powers = scores.map(Math.exp);
    const total = powers.reduce((a, b) => a + b);
    return values![0]!.map((_, column) =>
      values!.reduce((sum, row, j) => sum + (powers[j]! / total) * row[column]!, 0),
    );
  });
}

const q = normal([3, 4], float64);
const k = normal([3, 4], float64);
const v = normal([3, 2], float64);
const none = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];
const causal = [
  [0, hide, hide],
  [0, 0, hide],
  [0, 0, 0],
];
const exact = { rtol: 1e-12 };

test("is its formula, over any leading dimensions", () => {
  expect(scaledDotProductAttention(q, k, v).y).toBeClose(plain(q, k, v, none), exact);
  const many = (shape: number[]) => normal(shape, { rng });
  const { y, weights } = scaledDotProductAttention(
    many([2, 5, 3, 4]),
    many([2, 5, 6, 4]),
    many([2, 5, 6, 7]),
    {
      needWeights: true,
    },
  );
  expect(y.shape).toEqual([2, 5, 3, 7]);
  expect(weights!.shape).toEqual([2, 5, 3, 6]);
  expect(sum(weights!).item()).toBeCloseTo(30, 4);
});

test("weights are returned only on request", () => {
  expect(scaledDotProductAttention(q, k, v).weights).toBeUndefined();
});

test("isCausal hides later keys, as do masks of bools and of −∞", () => {
  const wanted = plain(q, k, v, causal);
  expect(scaledDotProductAttention(q, k, v, { isCausal: true }).y).toBeClose(wanted, exact);
  const bools = tensor(
    causal.map((row) => row.map((value) => Number(value === 0))),
    { dtype: "bool" },
  );
  expect(scaledDotProductAttention(q, k, v, { mask: bools }).y).toBeClose(wanted, exact);
  const added = tensor(causal, { dtype: "float64" });
  expect(scaledDotProductAttention(q, k, v, { mask: added }).y).toBeClose(wanted, exact);
});

test("a mask of floats is added, also beside isCausal", () => {
  const bias = [
    [1, 2, 3],
    [-1, 0.5, 100],
    [0, 0, -2],
  ];
  const mask = tensor(bias, { dtype: "float64" });
  expect(scaledDotProductAttention(q, k, v, { mask }).y).toBeClose(plain(q, k, v, bias), exact);
  const both = bias.map((row, i) => row.map((value, j) => value + causal[i]![j]!));
  expect(scaledDotProductAttention(q, k, v, { mask, isCausal: true }).y).toBeClose(
    plain(q, k, v, both),
    exact,
  );
});

test("a query that sees no key has weights, output and gradients of 0", () => {
  const float = tensor(
    [
      [0, hide, 0],
      [hide, hide, hide],
      [0, 0, 0],
    ],
    { dtype: "float64" },
  );
  const bool = tensor(
    [
      [1, 0, 1],
      [0, 0, 0],
      [1, 1, 1],
    ],
    { dtype: "bool" },
  );
  for (const mask of [float, bool]) {
    const { y, weights } = scaledDotProductAttention(q, k, v, { mask, needWeights: true });
    expect((y.toArray() as number[][])[1]).toEqual([0, 0]);
    expect((weights!.toArray() as number[][])[1]).toEqual([0, 0, 0]);
    const { grads } = valueAndGrad({ q, k, v }, () =>
      sum(square(scaledDotProductAttention(q, k, v, { mask }).y)),
    );
    expect((grads.q.toArray() as number[][])[1]).toEqual([0, 0, 0, 0]);
    for (const grad of Object.values(grads)) expect(grad.dataSync().every(Number.isFinite)).toBe(true);
    checkGradient((q, k, v) => scaledDotProductAttention(q, k, v, { mask }).y, [q, k, v]);
  }
});

test("a mask that is NaN somewhere is not taken for one that hides", () => {
  const mask = tensor([0, Number.NaN, 0], { dtype: "float64" });
  expect(scaledDotProductAttention(q, k, v, { mask }).y.dataSync()[0]).toBeNaN();
});

test("large scores do not overflow", () => {
  const wide = tensor([[1000], [-1000]]);
  const { weights } = scaledDotProductAttention(wide, wide, wide, { needWeights: true });
  expect(weights!.toArray()).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test("gradients of first and second order, also with respect to the mask", () => {
  const mask = normal([3, 3], float64);
  const run = (q: Tensor, k: Tensor, v: Tensor, mask: Tensor) =>
    scaledDotProductAttention(q, k, v, { mask, isCausal: true }).y;
  for (const order of [1, 2] as const) checkGradient(run, [q, k, v, mask], { order });
});

test("weights are dropped in training", () => {
  const equal = tensor(new Float32Array(400), { shape: [20, 20] });
  const options = { dropout: 0.25, needWeights: true } as const;
  const mode = training(new Rng(1));
  const dropped = scaledDotProductAttention(equal, equal, equal, { ...options, mode });
  expect(new Set(dropped.weights!.dataSync()).size).toBe(2);
  expect(mean(dropped.weights!)).toBeClose(0.05, { atol: 0.004 });
  const kept = scaledDotProductAttention(equal, equal, equal, { ...options, mode: inference });
  expect(kept.weights!).toBeClose(softmax(equal));
});

test("shapes that do not fit are described", () => {
  const shaped = (...shape: number[]) => normal(shape, { rng });
  const attend = (q: Tensor, k: Tensor, v: Tensor, mask?: Tensor) => () =>
    scaledDotProductAttention(q, k, v, { mask });
  const op = "scaledDotProductAttention";
  expect(attend(shaped(4), shaped(3, 4), shaped(3, 4))).toThrow(
    new ShapeError(
      `${op}: needs q [..., L, E], k [..., S, E] and v [..., S, V]: got [4], [3, 4] and [3, 4]. Use unsqueeze.`,
    ),
  );
  expect(attend(shaped(2, 4), shaped(3, 5), shaped(3, 4))).toThrow(
    new ShapeError(`${op}: q [2, 4] and k [3, 5] must end in the same size. Project one of them.`),
  );
  expect(attend(shaped(2, 4), shaped(3, 4), shaped(5, 4))).toThrow(
    new ShapeError(`${op}: k [3, 4] and v [5, 4] must have one row for each key: 3 and 5 differ.`),
  );
  expect(attend(shaped(2, 4), shaped(3, 4), shaped(3, 4), shaped(3, 2))).toThrow(
    new ShapeError(`${op}: mask [3, 2] does not expand to the scores [2, 3], [..., L, S].`),
  );
});

test("types and options that do not fit are described", () => {
  const op = "scaledDotProductAttention";
  const ints = tensor([1, 0, 1], { dtype: "int32" });
  expect(() => scaledDotProductAttention(q, k, v, { mask: ints })).toThrow(
    new DTypeError(
      `${op}: a mask is bool, or float64 as the scores that it is added to: got int32. Cast it.`,
    ),
  );
  expect(() => scaledDotProductAttention(q, k, v, { dropout: -1 })).toThrow(
    new RangeError(
      `${op}: dropout, the probability to drop, must be in [0, 1): got -1. If it is the probability to keep, give 1 - dropout.`,
    ),
  );
  expect(() => scaledDotProductAttention(q, k, v, { dropout: 0.5 })).toThrow(
    new TypeError(`${op}: dropout needs a mode: got undefined. Pass mode: training(rng) or mode: inference.`),
  );
});

test("leaves nothing in memory but its result", () => {
  expectNoLeak(() => {
    const mask = tensor([1, 0, 1], { dtype: "bool" });
    const { y, weights } = scaledDotProductAttention(q, k, v, { mask, isCausal: true, needWeights: true });
    for (const made of [mask, y, weights!]) made.dispose();
  });
});
