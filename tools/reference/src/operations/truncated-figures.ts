import type { Initializer } from "@cambium/init";
import { Rng } from "@cambium/tensor";
import { type FloatType, type Numbers, scalar } from "../operation.ts";

/** A normal distribution of which [a, b] is left. */
interface Truncated {
  readonly mean: number;
  readonly std: number;
  readonly a: number;
  readonly b: number;
}

/** Mean and standard deviation. */
interface Moments {
  readonly mean: number;
  readonly std: number;
}

/** Of numbers that count as much as `weights` says. */
function momentsOf(values: ArrayLike<number>, weights: ArrayLike<number>): Moments {
  let [total, sum] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!;
    sum += weights[i]! * values[i]!;
  }
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += weights[i]! * (values[i]! - mean) ** 2;
  return { mean, std: Math.sqrt(squares / total) };
}

/** Those of the distribution itself: integrals of its density by Simpson's rule. */
function exactMoments({ mean, std, a, b }: Truncated): Moments {
  const intervals = 10_000;
  const values = Float64Array.from(
    { length: intervals + 1 },
    (_, i) => (a * (intervals - i) + b * i) / intervals,
  );
  const weights = values.map((x, i) => {
    const rule = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    return rule * Math.exp(-(((x - mean) / std) ** 2) / 2);
  });
  return momentsOf(values, weights);
}

const count = 20_000;

/** True if the moments of this many draws match their distribution within five standard errors. */
const agree = (drawn: Moments, exact: Moments): boolean =>
  Math.max(Math.abs(drawn.mean - exact.mean), Math.abs(drawn.std - exact.std)) <
  (5 * exact.std) / Math.sqrt(count);

/**
 * Figures of an initializer that draws truncated normal numbers. Draws tell them only roughly: where these agree with
 * the distribution wanted, its figures are given, and otherwise those of the draws.
 */
export function truncatedFigures(
  init: Initializer,
  wanted: Truncated,
  dtype: FloatType,
): Record<string, Numbers> {
  const draws = init([count], { rng: new Rng(5), dtype }).dataSync();
  const [lowest, highest] = [Math.min(...draws), Math.max(...draws)];
  const rounding = dtype === "float32" ? 1e-7 * Math.max(Math.abs(wanted.a), Math.abs(wanted.b)) : 0;
  const [drawn, exact] = [
    momentsOf(
      draws,
      draws.map(() => 1),
    ),
    exactMoments(wanted),
  ];
  const { mean, std } = agree(drawn, exact) ? exact : drawn;
  return {
    lower: scalar(Math.min(wanted.a, lowest + rounding)),
    upper: scalar(Math.max(wanted.b, highest - rounding)),
    mean: scalar(mean),
    std: scalar(std),
  };
}
