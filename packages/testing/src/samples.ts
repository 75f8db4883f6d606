import type { DType, Rng, Shape } from "@cambium/tensor";

/** How one input of an op is made. */
export interface InputSample {
  /** Sizes of the dimensions; any may be 0. */
  readonly shape: Shape;
  /** Its element type; undefined for an input that takes each of the row's types in turn. */
  readonly dtype?: DType;
  /** Whether some elements may be replaced by NaN and infinities to see what becomes of them. */
  readonly nonFinite: boolean;
  /** `count` elements. */
  values(rng: Rng, dtype: DType, count: number): number[];
}

/** Where float samples lie. */
export interface FloatRange {
  /** Default: −2. */
  readonly low?: number;
  /** Default: 2. */
  readonly high?: number;
  /** Places where the op has a kink; samples keep away from them. Default: [0]. */
  readonly kinks?: readonly number[];
  /** Default: true. */
  readonly nonFinite?: boolean;
}

/** The distance that samples keep from kinks, wider than the step of finite differences. */
const CLEARANCE = 0.03;

/** Distinct numbers spread over a range, in random order; each is exact in float32. */
function distinct(rng: Rng, count: number, low: number, high: number, kinks: readonly number[]): number[] {
  const order = rng.permutation(count);
  return Array.from(order, (place) => {
    const value = low + ((high - low) * (place + 0.3 + 0.4 * rng.uniform())) / count;
    const kink = kinks.find((at) => Math.abs(value - at) < CLEARANCE);
    return Math.fround(kink === undefined ? value : value + Math.sign(value - kink || 1) * CLEARANCE);
  });
}

/** An input of numbers, all different: floats in a range; where the row runs in int32 or bool, small whole numbers. */
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

/** An int32 input of whole numbers in [low, high): indices, say. */
export function ints(shape: Shape, low: number, high: number): InputSample {
  return {
    shape,
    dtype: "int32",
    nonFinite: false,
    values: (rng, _dtype, count) => Array.from({ length: count }, () => low + rng.int(high - low)),
  };
}

/** A bool input. */
export function bools(shape: Shape): InputSample {
  return { ...ints(shape, 0, 2), dtype: "bool" };
}
