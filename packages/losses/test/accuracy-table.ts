import {
  full,
  gt,
  lt,
  abs as magnitude,
  stack,
  type Tensor,
  tensor,
  unsqueeze,
  where,
  zeros,
} from "@cambium/tensor";
import type { AccuracyRow } from "@cambium/testing";
import {
  bce,
  bceWithLogits,
  binaryFocal,
  cosineEmbedding,
  crossEntropy,
  focal,
  gaussianNll,
  huber,
  klDiv,
  l1,
  mse,
  multiMargin,
  nll,
  poissonNll,
  smoothL1,
  triplet,
} from "../src/index.ts";

const { abs, exp, log, sqrt: root } = Math;
const none = { reduction: "none" } as const;

type Formula = (x: number) => number;
/** A formula, its bound in ulp, and what the bound is relative to where that is not the result. */
type Bound = readonly [formula: Formula, ulp: number, scale?: Formula];

function row(run: AccuracyRow["run"], value: Bound, slope: Bound): AccuracyRow {
  const bound = ([formula, ulp, scale]: Bound) => ({ formula, ulp, ...(scale && { scale }) });
  return { run, value: bound(value), slope: bound(slope) };
}

const like = (x: Tensor, value: number): Tensor => full(x.shape, value, { backend: x.backend });
const logistic: Formula = (x) => (x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)));
const softplus: Formula = (x) => Math.max(x, 0) + Math.log1p(exp(-abs(x)));
/** factor·x, and 0 where the factor is 0. */
const times = (factor: number, x: number): number => (factor === 0 ? 0 : factor * x);

/** Vectors of one element. */
const column = (x: Tensor): Tensor => unsqueeze(x, 1);

/** Logits x and 0 of two classes, with the first as the target. */
const twoClasses = (x: Tensor): [logits: Tensor, target: Tensor] => [
  stack([x, zeros(x.shape, { backend: x.backend })], 1),
  zeros(x.shape, { dtype: "int32", backend: x.backend }),
];
/** A formula that is NaN for a logit of ∞, as softmax is there, in PyTorch also. */
const below =
  (formula: Formula): Formula =>
  (x) =>
    x === Infinity ? Number.NaN : formula(x);
const one: Formula = () => 1;
/** Magnitude of the terms that cancel in a log-softmax. */
const logit: Formula = (x) => Math.max(1, abs(x));

/** Elements in (0, 1); 0.5 for others. */
const inside = (x: Tensor): Tensor => where(gt(x, 0), where(lt(x, 1), x, 0.5), 0.5);

/** d/dx σ(−x)^γ·log(1 + e⁻ˣ) */
const focusSlope = (x: number, gamma: number): number => {
  const [p, missing] = [logistic(x), logistic(-x)];
  return -(missing ** gamma) * (missing + gamma * times(p, softplus(-x)));
};

/**
 * Accuracy of every loss in float32 on every CPU backend: value and gradient as functions of one input, with the target
 * fixed, each with its bound in ulp. The input is swept over the whole range of float32.
 */
export const accuracyTable: Readonly<Record<string, readonly AccuracyRow[]>> = {
  mse: [row((x) => mse(x, like(x, 1), none), [(x) => (x - 1) ** 2, 2], [(x) => 2 * (x - 1), 1])],
  l1: [row((x) => l1(x, like(x, 1), none), [(x) => abs(x - 1), 1], [(x) => Math.sign(x - 1), 0])],
  huber: [
    row(
      (x) => huber(x, like(x, 1), none),
      [(x) => (abs(x - 1) <= 1 ? (x - 1) ** 2 / 2 : abs(x - 1) - 0.5), 2],
      [(x) => Math.max(-1, Math.min(1, x - 1)), 1],
    ),
    row(
      (x) => huber(x, like(x, 1), { delta: 1e25, reduction: "none" }),
      [(x) => (abs(x - 1) <= 1e25 ? (x - 1) ** 2 / 2 : 1e25 * (abs(x - 1) - 5e24)), 2],
      [(x) => Math.max(-1e25, Math.min(1e25, x - 1)), 1],
    ),
  ],
  smoothL1: [
    row(
      (x) => smoothL1(x, like(x, 1), none),
      [(x) => (abs(x - 1) < 1 ? (x - 1) ** 2 / 2 : abs(x - 1) - 0.5), 2],
      [(x) => Math.max(-1, Math.min(1, x - 1)), 2],
    ),
    row(
      (x) => smoothL1(x, like(x, 1), { beta: 1e25, reduction: "none" }),
      [(x) => (abs(x - 1) < 1e25 ? (x - 1) ** 2 / 2e25 : abs(x - 1) - 5e24), 4],
      [(x) => Math.max(-1, Math.min(1, (x - 1) / 1e25)), 2.5],
    ),
    row(
      (x) => smoothL1(x, like(x, 1), { beta: 0, reduction: "none" }),
      [(x) => abs(x - 1), 1],
      [(x) => Math.sign(x - 1), 0],
    ),
  ],
  bceWithLogits: [
    row((x) => bceWithLogits(x, like(x, 1), none), [(x) => softplus(-x), 2], [(x) => -logistic(-x), 2]),
    row((x) => bceWithLogits(x, like(x, 0), none), [softplus, 2], [logistic, 2]),
    row(
      (x) => bceWithLogits(x, like(x, 0.25), { posWeight: like(x, 2), reduction: "none" }),
      [(x) => 0.5 * softplus(-x) + 0.75 * softplus(x), 3],
      [(x) => 0.75 * logistic(x) - 0.5 * logistic(-x), 3, one],
    ),
  ],
  binaryFocal: [
    row(
      (x) => binaryFocal(x, like(x, 1), none),
      [(x) => times(logistic(-x) ** 2, softplus(-x)), 12],
      [(x) => focusSlope(x, 2), 12],
    ),
    row(
      (x) => binaryFocal(x, like(x, 0), { gamma: 0.5, reduction: "none" }),
      [(x) => times(logistic(x) ** 0.5, softplus(x)), 12],
      [(x) => -focusSlope(-x, 0.5), 12],
    ),
  ],
  bce: [
    row(
      (x) => bce(inside(x), like(x, 1), none),
      [(x) => (x > 0 && x < 1 ? Math.min(100, -log(x)) : log(2)), 1.5],
      [(x) => (x > 0 && x < 1 ? (x - 1) / Math.max(x * (1 - x), 1e-12) : 0), 3],
    ),
    row(
      (x) => bce(inside(x), like(x, 0), none),
      [(x) => (x > 0 && x < 1 ? -Math.log1p(-x) : log(2)), 2],
      [(x) => (x > 0 && x < 1 ? x / Math.max(x * (1 - x), 1e-12) : 0), 3],
    ),
  ],
  klDiv: [
    row((x) => klDiv(x, like(x, 0.25), none), [(x) => 0.25 * (log(0.25) - x), 2, abs], [() => -0.25, 0]),
    row((x) => klDiv(x, like(x, 0), none), [() => 0, 0], [() => 0, 0]),
    row(
      (x) => klDiv(x, like(x, -Infinity), { logTarget: true, reduction: "none" }),
      [() => 0, 0],
      [() => 0, 0],
    ),
  ],
  poissonNll: [
    row(
      (x) => poissonNll(x, like(x, 2), none),
      [(x) => (x === Infinity ? x : exp(x) - 2 * x), 2, (x) => abs(2 * x) + exp(x)],
      [(x) => exp(x) - 2, 2, (x) => exp(x) + 2],
    ),
    row((x) => poissonNll(x, like(x, 0), none), [exp, 1], [exp, 1]),
    row(
      (x) => poissonNll(magnitude(x), like(x, 2), { logInput: false, reduction: "none" }),
      [
        (x) => (abs(x) === Infinity ? Infinity : abs(x) - 2 * log(abs(x) + 1e-8)),
        4,
        (x) => abs(x) + 2 * abs(log(abs(x) + 1e-8)),
      ],
      [(x) => Math.sign(x) * (1 - 2 / (abs(x) + 1e-8)), 4, (x) => 1 + 2 / (abs(x) + 1e-8)],
    ),
    row(
      (x) => poissonNll(x, like(x, 0), { logInput: false, eps: 0, reduction: "none" }),
      [(x) => x, 0],
      [() => 1, 0],
    ),
  ],
  gaussianNll: [
    row(
      (x) => gaussianNll(x, like(x, 1), like(x, 1e10), none),
      [(x) => 0.5 * (log(1e10) + (x - 1) ** 2 / 1e10), 3],
      [(x) => (x - 1) / 1e10, 3],
    ),
  ],
  crossEntropy: [
    row(
      (x) => crossEntropy(...twoClasses(x), none),
      [below((x) => softplus(-x)), 2, one],
      [below((x) => -logistic(-x)), 2, one],
    ),
    row(
      (x) => crossEntropy(twoClasses(x)[0], stack([like(x, 0), like(x, 1)], 1), none),
      [below(softplus), 2, logit],
      [below(logistic), 2, one],
    ),
    row(
      (x) =>
        crossEntropy(...twoClasses(x), { weight: tensor([0, 1], { backend: x.backend }), reduction: "none" }),
      [() => 0, 0],
      [below(() => 0), 0],
    ),
  ],
  nll: [
    row(
      (x) => nll(...twoClasses(x), { weight: tensor([2, 1], { backend: x.backend }), reduction: "none" }),
      [(x) => -2 * x, 0],
      [() => -2, 0],
    ),
  ],
  focal: [
    row(
      (x) => focal(...twoClasses(x), none),
      [below((x) => times(logistic(-x) ** 2, softplus(-x))), 8, one],
      [below((x) => focusSlope(x, 2)), 8, one],
    ),
  ],
  multiMargin: [
    row(
      (x) => multiMargin(...twoClasses(x), none),
      [(x) => Math.max(0, 1 - x) / 2, 1],
      [(x) => (x < 1 ? -0.5 : 0), 0],
    ),
    row(
      (x) => multiMargin(...twoClasses(x), { p: 2, reduction: "none" }),
      // The sum over classes overflows before it is divided by their number.
      [(x) => Math.fround(Math.max(0, 1 - x) ** 2) / 2, 2],
      [(x) => Math.min(0, x - 1), 2],
    ),
  ],
  // An infinite vector has no direction.
  cosineEmbedding: [
    row(
      (x) => cosineEmbedding(stack([x, like(x, 1)], 1), stack([like(x, 1), like(x, 0)], 1), like(x, 1), none),
      [(x) => 1 - x / root(1 + x * x), 2, one],
      [(x) => (abs(x) < Infinity ? -((1 + x * x) ** -1.5) : Number.NaN), 6, (x) => 1 / root(1 + x * x)],
    ),
  ],
  triplet: [
    row(
      (x) => triplet(like(column(x), 0), column(x), like(column(x), 3), { eps: 0, reduction: "none" }),
      [(x) => Math.max(0, abs(x) - 2), 1],
      [(x) => (abs(x) < Infinity ? (abs(x) > 2 ? Math.sign(x) : 0) : Number.NaN), 1],
    ),
    row(
      (x) => triplet(like(column(x), 0), column(x), like(column(x), 3), { p: 1, eps: 0, reduction: "none" }),
      [(x) => Math.max(0, abs(x) - 2), 1],
      [(x) => (abs(x) > 2 ? Math.sign(x) : 0), 0],
    ),
  ],
};
