import { evaluate } from "@cambium/tensor";
import type { AccuracyBound, AccuracyRow } from "@cambium/testing";

const { exp, abs } = Math;

/** factor·x, and 0 where the factor is 0, as in the limit. */
const times = (factor: number, x: number): number => (factor === 0 ? 0 : factor * x);

/** σ(x) */
export const logistic = (x: number): number => (x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)));
/** σ′(x) */
export const bell = (x: number): number => exp(-abs(x)) / (1 + exp(-abs(x))) ** 2;
/** σ″(x) */
export const bellSlope = (x: number): number => -bell(x) * Math.tanh(x / 2);

/** log(1 + eˣ) */
export const logOnePlusExp = (x: number): number => Math.max(x, 0) + Math.log1p(exp(-abs(x)));

/** A value and its first two derivatives, each with its bound. */
export function row(run: AccuracyRow["run"], value: Bound, slope: Bound, curvature: Bound): AccuracyRow {
  return { run, value: bound(value), slope: bound(slope), curvature: bound(curvature) };
}

type Formula = (x: number) => number;
/** A formula, its bound in ulp, and what the bound is relative to where that is not the result. */
type Bound = readonly [formula: Formula, ulp: number, scale?: Formula];

const bound = ([formula, ulp, scale]: Bound): AccuracyBound => ({ formula, ulp, ...(scale && { scale }) });

/** Derivative of straight pieces. */
export const zero: Bound = [() => 0, 0];

/** Least normal float32: what is below has fewer digits. */
const NORMAL = 2 ** -126;

/** A gate f and its first two derivatives. */
type Gate = readonly [Formula, Formula, Formula];

/**
 * f·x, whose derivatives are f + x·f′ and 2f′ + x·f″. Errors are relative to the sum of the magnitudes of these terms,
 * times `condition`; and where a gate is a subnormal number, x times its spacing.
 */
export function gated(
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
export const mishGate: Gate = [
  (x) => Math.tanh(logOnePlusExp(x)),
  (x) => logistic(x) / Math.cosh(logOnePlusExp(x)) ** 2,
  (x) => (bell(x) - 2 * Math.tanh(logOnePlusExp(x)) * logistic(x) ** 2) / Math.cosh(logOnePlusExp(x)) ** 2,
];

const ROOT = Math.sqrt(8 / Math.PI);
const within = (x: number): number => Math.max(-1e3, Math.min(1e3, x));
/** √(8/π)·(x + 0.044715·x³), constant beyond ±1000, where its gate is 0 or 1. */
export const cubic: Formula = (x) => ROOT * (within(x) + 0.044715 * within(x) ** 3);
/** First derivative of {@link cubic}. */
export const cubicSlope: Formula = (x) => ROOT * (1 + 3 * 0.044715 * within(x) ** 2);
const cubicCurvature: Formula = (x) => ROOT * 6 * 0.044715 * within(x);
/** Gate of gelu by tanh. */
export const tanhGate: Gate = [
  (x) => logistic(cubic(x)),
  (x) => cubicSlope(x) * bell(cubic(x)),
  (x) => cubicCurvature(x) * bell(cubic(x)) + cubicSlope(x) ** 2 * bellSlope(cubic(x)),
];

/** Density of the standard normal distribution. */
const density = (x: number): number => exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
/** Φ, the standard normal distribution function: the gate of gelu. */
export const normalGate: Gate = [
  (x) => evaluate.erfc(-x / Math.SQRT2, 0, 0) / 2,
  density,
  (x) => times(density(x), -x),
];

/** Slope of selu where x > 0, and at 0 from below. */
export const SCALE = 1.0507009873554805;
export const SLOPE = 1.6732632423543772 * SCALE;
