import { erf, erfc } from "./erf.ts";
import type { ScalarFunction } from "./expression.ts";

/** Rounds half to even and keeps the sign of zeros, as IEEE 754 and vector units do by default. */
export function roundHalfEven(x: number): number {
  const size = Math.abs(x);
  const floor = Math.floor(size);
  const rest = size - floor;
  const isUp = rest === 0.5 ? floor % 2 !== 0 : rest > 0.5;
  return Math.sign(x) * (isUp ? floor + 1 : floor);
}

/** σ(x) = 1/(1 + e⁻ˣ), without overflow for large |x|. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** aᵇ of int32s, wrapping; a negative exponent rounds toward zero. */
export function intPow(a: number, b: number): number {
  if (b < 0) return (a ** b) | 0;
  return b === 0 ? 1 : Math.imul(b & 1 ? a : 1, intPow(Math.imul(a, a), b >> 1));
}

/** Reference definition of each scalar function on numbers. Constants are folded with it, and backends agree with it. */
export const evaluate: Readonly<
  Record<Exclude<ScalarFunction, "cast">, (a: number, b: number, c: number) => number>
> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  truncDivide: (a, b) => Math.trunc(a / b),
  fmod: (a, b) => a % b,
  pow: (a, b) => (a === 1 ? 1 : a ** b),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
  sign: (a) => Math.sign(a),
  floor: (a) => Math.floor(a),
  ceil: (a) => Math.ceil(a),
  round: (a) => roundHalfEven(a),
  exp: (a) => Math.exp(a),
  log: (a) => Math.log(a),
  log1p: (a) => Math.log1p(a),
  expm1: (a) => Math.expm1(a),
  sqrt: (a) => Math.sqrt(a),
  rsqrt: (a) => 1 / Math.sqrt(a),
  tanh: (a) => Math.tanh(a),
  sigmoid: (a) => sigmoid(a),
  erf: (a) => erf(a),
  erfc: (a) => erfc(a),
  sin: (a) => Math.sin(a),
  cos: (a) => Math.cos(a),
  eq: (a, b) => (a === b ? 1 : 0),
  ne: (a, b) => (a === b ? 0 : 1),
  lt: (a, b) => (a < b ? 1 : 0),
  le: (a, b) => (a <= b ? 1 : 0),
  gt: (a, b) => (a > b ? 1 : 0),
  ge: (a, b) => (a >= b ? 1 : 0),
  select: (condition, a, b) => (condition ? a : b),
};

/** Definitions of the functions that differ on int32: results wrap, and division by 0 gives 0. */
export const evaluateInt: Readonly<Partial<Record<ScalarFunction, (a: number, b: number) => number>>> = {
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: (a, b) => Math.imul(a, b),
  truncDivide: (a, b) => (b === 0 ? 0 : (a / b) | 0),
  fmod: (a, b) => (b === 0 ? 0 : (a % b) | 0),
  pow: (a, b) => intPow(a, b),
  neg: (a) => -a | 0,
  abs: (a) => Math.abs(a) | 0,
};
