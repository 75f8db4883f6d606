import type { Program, ScalarFunction } from "@cambium/tensor";

/** Approximate nanoseconds per element of functions that take longer than an addition. */
const expensive: Partial<Record<ScalarFunction, number>> = {
  div: 0.2,
  truncDivide: 1,
  fmod: 3,
  sqrt: 0.2,
  rsqrt: 0.4,
  exp: 0.5,
  expm1: 0.7,
  log: 0.7,
  log1p: 1,
  tanh: 0.8,
  sigmoid: 0.8,
  erf: 1.2,
  erfc: 1.4,
  sin: 0.8,
  cos: 0.8,
  pow: 40,
};
const CHEAP = 0.04;
const MOVED = 0.1;

/** Approximate nanoseconds per element of a program, on one thread. */
export function nanosecondsAnElement({ instructions, inputCount, outputs }: Program): number {
  let sum = MOVED * (inputCount + outputs.length);
  for (const { op } of instructions) sum += expensive[op as ScalarFunction] ?? CHEAP;
  return sum;
}
