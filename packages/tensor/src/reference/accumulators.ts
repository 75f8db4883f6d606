import type { TypedArray } from "../dtype.ts";

/** Accumulator of one reduction. */
export interface Accumulator {
  /** Folds `n` more elements into `value`: x[from], x[from + stride], … */
  run(value: number, x: TypedArray, from: number, stride: number, n: number): number;
  /** Folds one more element into each of `n` results. */
  columns(values: Float64Array, x: TypedArray, from: number, stride: number, n: number): void;
}

/** Number of elements that are summed before the sum is added to the total, which bounds the rounding error. */
const SUM_BLOCK = 256;

/** Accumulators of all reductions. They compute in float64, and those of int32 wrap. */
export const accumulators: Readonly<
  Record<"sum" | "intSum" | "prod" | "intProd" | "max" | "min", Accumulator>
> = {
  sum: {
    run(value, x, from, stride, n) {
      for (let left = n; left > 0; left -= SUM_BLOCK) {
        const count = Math.min(left, SUM_BLOCK);
        value += sumOfBlock(x, from, stride, count);
        from += stride * count;
      }
      return value;
    },
    columns(values, x, from, stride, n) {
      for (let j = 0; j < n; j++, from += stride) values[j]! += x[from]!;
    },
  },
  intSum: {
    run(value, x, from, stride, n) {
      for (let left = n; left > 0; left -= SUM_BLOCK) {
        const count = Math.min(left, SUM_BLOCK);
        value = (value + sumOfBlock(x, from, stride, count)) | 0;
        from += stride * count;
      }
      return value;
    },
    columns(values, x, from, stride, n) {
      for (let j = 0; j < n; j++, from += stride) values[j] = (values[j]! + x[from]!) | 0;
    },
  },
  prod: {
    run(value, x, from, stride, n) {
      for (let i = 0; i < n; i++, from += stride) value *= x[from]!;
      return value;
    },
    columns(values, x, from, stride, n) {
      for (let j = 0; j < n; j++, from += stride) values[j]! *= x[from]!;
    },
  },
  intProd: {
    run(value, x, from, stride, n) {
      for (let i = 0; i < n; i++, from += stride) value = Math.imul(value, x[from]!);
      return value;
    },
    columns(values, x, from, stride, n) {
      for (let j = 0; j < n; j++, from += stride) values[j] = Math.imul(values[j]!, x[from]!);
    },
  },
  max: {
    run(value, x, from, stride, n) {
      for (let i = 0; i < n; i++, from += stride) value = Math.max(value, x[from]!);
      return value;
    },
    columns(values, x, from, stride, n) {
      for (let j = 0; j < n; j++, from += stride) values[j] = Math.max(values[j]!, x[from]!);
    },
  },
  min: {
    run(value, x, from, stride, n) {
      for (let i = 0; i < n; i++, from += stride) value = Math.min(value, x[from]!);
      return value;
    },
    columns(values, x, from, stride, n) {
      for (let j = 0; j < n; j++, from += stride) values[j] = Math.min(values[j]!, x[from]!);
    },
  },
};

/** Sums a block in four partial sums, so that an addition need not wait for the previous one. */
function sumOfBlock(x: TypedArray, from: number, stride: number, n: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    sum0 += x[from]!;
    sum1 += x[from + stride]!;
    sum2 += x[from + 2 * stride]!;
    sum3 += x[from + 3 * stride]!;
    from += 4 * stride;
  }
  for (; i < n; i++, from += stride) sum0 += x[from]!;
  return sum0 + sum1 + (sum2 + sum3);
}
