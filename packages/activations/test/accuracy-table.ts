import { evaluate, ones, reshape, stack, tensor } from "@cambium/tensor";
import type { AccuracyBound, AccuracyRow } from "@cambium/testing";
import {
  elu,
  gelu,
  glu,
  hardSigmoid,
  hardswish,
  heaviside,
  leakyRelu,
  logSigmoid,
  mish,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from "../src/index.ts";

const { exp, abs } = Math;

/** factor·x, and 0 where the factor is 0, as in the limit. */
const times = (factor: number, x: number): number => (factor === 0 ? 0 : factor * x);

/** σ and its first two derivatives. */
const logistic = (x: number): number => (x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)));
const bell = (x: number): number => exp(-abs(x)) / (1 + exp(-abs(x))) ** 2;
const bellSlope = (x: number): number => -bell(x) * Math.tanh(x / 2);

const logOnePlusExp = (x: number): number => Math.max(x, 0) + Math.log1p(exp(-abs(x)));

/** A value and its first two derivatives, each with its bound. */
function row(run: AccuracyRow["run"], value: Bound, slope: Bound, curvature: Bound): AccuracyRow {
  return { run, value: bound(value), slope: bound(slope), curvature: bound(curvature) };
}

type Formula = (x: number) => number;
/** A formula, its bound in ulp, and what the bound is relative to where that is not the result. */
type Bound = readonly [formula: Formula, ulp: number, scale?: Formula];

const bound = ([formula, ulp, scale]: Bound): AccuracyBound => ({ formula, ulp, ...(scale && { scale }) });

/** Straight pieces: the slope of each, and nothing to lose. */
const zero: Bound = [() => 0, 0];

/** Least normal float32: what is below has fewer digits. */
const NORMAL = 2 ** -126;

/** A gate f and its first two derivatives. */
type Gate = readonly [Formula, Formula, Formula];

/**
 * f·x, whose derivatives are f + x·f′ and 2f′ + x·f″. Errors are relative to the sum of the magnitudes of these terms,
 * times `condition`; and where a gate is a subnormal number, x times its spacing.
 */
function gated(
  run: AccuracyRow["run"],
  [f, f1, f2]: Gate,
  ulp: readonly [number, number, number],
  condition: Formula = () => 1,
  growth: Formula = () => 1,
): AccuracyRow {
  const subnormal = (x: number): number => (abs(x) < 200 ? abs(x) * NORMAL : 0);
  return row(
    run,
    [(x) => times(f(x), x), ulp[0], (x) => abs(times(f(x), x)) * condition(x) + subnormal(x)],
    [
      (x) => f(x) + times(f1(x), x),
      ulp[1],
      (x) => (abs(f(x)) + abs(times(f1(x), x))) * condition(x) + subnormal(x) * growth(x),
    ],
    [
      (x) => 2 * f1(x) + times(f2(x), x),
      ulp[2],
      (x) => (2 * abs(f1(x)) + abs(times(f2(x), x))) * condition(x) + subnormal(x) * growth(x) ** 2,
    ],
  );
}

/** tanh(log(1 + eˣ)) and its derivatives. */
const mishGate: Gate = [
  (x) => Math.tanh(logOnePlusExp(x)),
  (x) => logistic(x) / Math.cosh(logOnePlusExp(x)) ** 2,
  (x) => (bell(x) - 2 * Math.tanh(logOnePlusExp(x)) * logistic(x) ** 2) / Math.cosh(logOnePlusExp(x)) ** 2,
];

/** √(8/π)·(x + 0.044715·x³), saturated. */
const ROOT = Math.sqrt(8 / Math.PI);
const within = (x: number): number => Math.max(-1e3, Math.min(1e3, x));
const cubic: Formula = (x) => ROOT * (within(x) + 0.044715 * within(x) ** 3);
const cubicSlope: Formula = (x) => ROOT * (1 + 3 * 0.044715 * within(x) ** 2);
const cubicCurvature: Formula = (x) => ROOT * 6 * 0.044715 * within(x);
const tanhGate: Gate = [
  (x) => logistic(cubic(x)),
  (x) => cubicSlope(x) * bell(cubic(x)),
  (x) => cubicCurvature(x) * bell(cubic(x)) + cubicSlope(x) ** 2 * bellSlope(cubic(x)),
];

/** Φ, the standard normal distribution, and its derivatives. */
const density = (x: number): number => exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
const normalGate: Gate = [
  (x) => evaluate.erfc(-x / Math.SQRT2, 0, 0) / 2,
  density,
  (x) => times(density(x), -x),
];

const SCALE = 1.0507009873554805;
const SLOPE = 1.6732632423543772 * SCALE;

/**
 * Accuracy of every elementwise activation in float32 on every CPU backend: value, first and second derivative, each
 * with its bound in units in the last place.
 */
export const accuracyTable: Readonly<Record<string, readonly AccuracyRow[]>> = {
  relu: [row(relu, [(x) => Math.max(x, 0), 0], [(x) => Number(x > 0), 0], zero)],
  relu6: [row(relu6, [(x) => Math.min(Math.max(x, 0), 6), 0], [(x) => Number(x > 0 && x < 6), 0], zero)],
  leakyRelu: [
    row((x) => leakyRelu(x), [(x) => (x > 0 ? x : 0.01 * x), 1], [(x) => (x > 0 ? 1 : 0.01), 1], zero),
  ],
  prelu: [
    row(
      (x) => prelu(x, tensor([0.25], { backend: x.backend })),
      [(x) => (x > 0 ? x : 0.25 * x), 0],
      [(x) => (x > 0 ? 1 : 0.25), 0],
      zero,
    ),
  ],
  heaviside: [row((x) => heaviside(x), [(x) => (Math.sign(x) + 1) / 2, 0], zero, zero)],
  hardSigmoid: [
    row(
      hardSigmoid,
      [(x) => Math.min(Math.max(x + 3, 0), 6) / 6, 1.5],
      [(x) => (abs(x) < 3 ? 1 / 6 : 0), 1],
      zero,
    ),
  ],
  hardswish: [
    row(
      hardswish,
      [(x) => (x < -3 ? 0 : x > 3 ? x : (x * (x + 3)) / 6), 2],
      [(x) => (x < -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5), 2, (x) => (abs(x) > 3 ? 0 : abs(x) / 3 + 0.5)],
      [(x) => (abs(x) <= 3 ? 1 / 3 : 0), 1],
    ),
  ],
  elu: [
    row(
      (x) => elu(x),
      [(x) => (x > 0 ? x : Math.expm1(x)), 2],
      [(x) => (x > 0 ? 1 : exp(x)), 1],
      [(x) => (x > 0 ? 0 : exp(x)), 1],
    ),
  ],
  selu: [
    row(
      selu,
      [(x) => (x > 0 ? SCALE * x : SLOPE * Math.expm1(x)), 2],
      [(x) => (x > 0 ? SCALE : SLOPE * exp(x)), 2],
      [(x) => (x > 0 ? 0 : SLOPE * exp(x)), 2],
    ),
  ],
  softplus: [
    row((x) => softplus(x), [logOnePlusExp, 2], [logistic, 2], [bell, 4]),
    row(
      (x) => softplus(x, 2),
      [(x) => Math.max(x, 0) + Math.log1p(exp(-2 * abs(x))) / 2, 2],
      [(x) => logistic(2 * x), 2],
      [(x) => 2 * bell(2 * x), 4],
    ),
    row(
      (x) => softplus(x, -1),
      [(x) => -logOnePlusExp(-x), 2],
      [(x) => logistic(-x), 2],
      [(x) => -bell(x), 4],
    ),
  ],
  logSigmoid: [
    row(logSigmoid, [(x) => -logOnePlusExp(-x), 2], [(x) => logistic(-x), 2], [(x) => -bell(x), 4]),
  ],
  softsign: [
    row(
      softsign,
      [(x) => (abs(x) === Infinity ? Math.sign(x) : x / (1 + abs(x))), 2],
      [(x) => (1 + abs(x)) ** -2, 4],
      [(x) => -2 * Math.sign(x) * (1 + abs(x)) ** -3, 5],
    ),
  ],
  sigmoid: [row(sigmoid, [logistic, 2], [bell, 4], [bellSlope, 5, bell])],
  tanh: [
    row(
      tanh,
      [Math.tanh, 2],
      [(x) => 4 * bell(2 * x), 4],
      [(x) => 8 * bellSlope(2 * x), 5, (x) => 8 * bell(2 * x)],
    ),
  ],
  glu: [
    row(
      (x) => reshape(glu(stack([ones(x.shape, { backend: x.backend }), x], 0), 0), x.shape),
      [logistic, 2],
      [bell, 4],
      [bellSlope, 5, bell],
    ),
  ],
  silu: [gated(silu, [logistic, bell, bellSlope], [3, 4, 4])],
  mish: [gated(mish, mishGate, [4, 5, 7])],
  gelu: [
    gated(
      (x) => gelu(x),
      normalGate,
      [5, 4, 4],
      (x) => 1 + x ** 2,
      (x) => 1 + abs(x),
    ),
    gated(
      (x) => gelu(x, "tanh"),
      tanhGate,
      [3, 3, 4],
      (x) => 1 + abs(cubic(x)),
      cubicSlope,
    ),
  ],
};

/** Exports that are no elementwise functions of one tensor, and what tests them instead. */
export const notElementwise: Readonly<Record<string, string>> = {
  softmax: "sums over a dimension; the op table of testing",
  logSoftmax: "sums over a dimension; the op table of testing",
  maxout: "only compares; maxout.test.ts",
  maxoutLinear: "a product; maxout-linear.test.ts",
  MaxoutConv2d: "a product; maxout-conv2d.test.ts",
  MaxoutLinear: "a product; maxout-linear-layer.test.ts",
  PReLU: "a layer of prelu",
};
