import type { RecurrentCell } from "../../src/index.ts";

/** x·W_ihᵀ + b_ih of a cell, row by row, and h·W_hhᵀ + b_hh. */
export function plainSums(
  { weightIh, weightHh, biasIh, biasHh }: RecurrentCell,
  x: readonly number[],
  h: readonly number[],
): { fromInput: number[]; fromHidden: number[] } {
  const rows = (weight: ArrayLike<number>, bias: ArrayLike<number> | undefined, v: readonly number[]) =>
    Array.from({ length: weight.length / v.length }, (_, row) =>
      v.reduce((sum, value, i) => sum + value * weight[row * v.length + i]!, bias?.[row] ?? 0),
    );
  return {
    fromInput: rows(weightIh.value.dataSync(), biasIh?.value.dataSync(), x),
    fromHidden: rows(weightHh.value.dataSync(), biasHh?.value.dataSync(), h),
  };
}

/** 1/(1 + e⁻ˣ) */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
