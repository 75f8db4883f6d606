import type { DType, Rng, Shape } from "@cambium/tensor";

/** Generator of one input of an op. */
export interface InputSample {
  /** Sizes of the dimensions; any may be 0. */
  readonly shape: Shape;
  /** Element type; undefined for an input that takes each of the row's types in turn. */
  readonly dtype?: DType;
  /** True if tests may replace some elements by NaN and infinities. */
  readonly nonFinite: boolean;
  /** Makes `count` elements. */
  values(rng: Rng, dtype: DType, count: number): number[];
}

/** Range of float samples. */
export interface FloatRange {
  /** Lower bound. Default: −2. */
  readonly low?: number;
  /** Upper bound. Default: 2. */
  readonly high?: number;
  /** Kinks of the op, which samples avoid. Default: [0]. */
  readonly kinks?: readonly number[];
  /** True if NaN and infinities may replace elements. Default: true. */
  readonly nonFinite?: boolean;
}

/** Distance of samples from kinks, larger than the step of finite differences. */
const CLEARANCE = 0.03;

/** Distinct numbers spread over a range, in random order, each exact in float32. */
function distinct(rng: Rng, count: number, low: number, high: number, kinks: readonly number[]): number[] {
  const order = rng.permutation(count);
  return Array.from(order, (place) => {
    const value = low + ((high - low) * (place + 0.3 + 0.4 * rng.uniform())) / count;
    const kink = kinks.find((at) => Math.abs(value - at) < CLEARANCE);
    return Math.fround(kink === undefined ? value : value + Math.sign(value - kink || 1) * CLEARANCE);
  });
}

/** Input of distinct floats in a range, or of small integers in rows that run in int32 or bool. */
export function floats(shape: Shape, range: FloatRange = {}): InputSample {
  const { low = -2, high = 2, kinks = [0], nonFinite = true } = range;
  return {
    shape,
    nonFinite,
    values: (rng, dtype, count) => {
      if (dtype === "bool") return Array.from({ length: count }, () => rng.int(2));
      if (dtype === "int32") return Array.from({ length: count }, () => rng.int(9) - 4);
      return distinct(rng, count, low, high, kinks);
    },
  };
}

/** {@link floats} between 0.2 and 3. */
export function positives(shape: Shape): InputSample {
  return floats(shape, { low: 0.2, high: 3, kinks: [] });
}

/** int32 input of integers in [low, high), such as indices. */
export function ints(shape: Shape, low: number, high: number): InputSample {
  return {
    shape,
    dtype: "int32",
    nonFinite: false,
    values: (rng, _dtype, count) => Array.from({ length: count }, () => low + rng.int(high - low)),
  };
}

/** Input of bools. */
export function bools(shape: Shape): InputSample {
  return { ...ints(shape, 0, 2), dtype: "bool" };
}
