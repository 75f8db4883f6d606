import { erf } from "../program/erf.ts";
import { roundHalfEven, sigmoid } from "../program/evaluate.ts";
import type { ScalarFunction } from "../program/expression.ts";

/**
 * Computes `n` values of an instruction: x[to + i] = f(x[a + i], x[b + i], x[c + i]), where x holds all values of
 * the program. One small loop for each function, so that each is optimised alone.
 */
export type Loop = (x: Float64Array, n: number, to: number, a: number, b: number, c: number) => void;

/** The loop of every scalar function, on floats. */
export const floatLoops: Readonly<Record<Exclude<ScalarFunction, "cast">, Loop>> = {
  add: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! + x[b + i]!;
  },
  sub: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! - x[b + i]!;
  },
  mul: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! * x[b + i]!;
  },
  div: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! / x[b + i]!;
  },
  pow: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i] === 1 ? 1 : x[a + i]! ** x[b + i]!;
  },
  min: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.min(x[a + i]!, x[b + i]!);
  },
  max: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.max(x[a + i]!, x[b + i]!);
  },
  neg: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = -x[a + i]!;
  },
  abs: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.abs(x[a + i]!);
  },
  sign: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.sign(x[a + i]!);
  },
  floor: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.floor(x[a + i]!);
  },
  ceil: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.ceil(x[a + i]!);
  },
  round: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = roundHalfEven(x[a + i]!);
  },
  exp: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.exp(x[a + i]!);
  },
  log: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.log(x[a + i]!);
  },
  log1p: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.log1p(x[a + i]!);
  },
  expm1: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.expm1(x[a + i]!);
  },
  sqrt: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.sqrt(x[a + i]!);
  },
  rsqrt: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = 1 / Math.sqrt(x[a + i]!);
  },
  tanh: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.tanh(x[a + i]!);
  },
  sigmoid: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = sigmoid(x[a + i]!);
  },
  erf: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = erf(x[a + i]!);
  },
  sin: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.sin(x[a + i]!);
  },
  cos: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.cos(x[a + i]!);
  },
  eq: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i] === x[b + i] ? 1 : 0;
  },
  ne: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i] === x[b + i] ? 0 : 1;
  },
  lt: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! < x[b + i]! ? 1 : 0;
  },
  le: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! <= x[b + i]! ? 1 : 0;
  },
  gt: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! > x[b + i]! ? 1 : 0;
  },
  ge: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! >= x[b + i]! ? 1 : 0;
  },
  select: (x, n, to, c, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = x[c + i] ? x[a + i]! : x[b + i]!;
  },
};

/** Where int32 differs: results wrap. */
export const intLoops: Readonly<Partial<Record<ScalarFunction, Loop>>> = {
  add: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = (x[a + i]! + x[b + i]!) | 0;
  },
  sub: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = (x[a + i]! - x[b + i]!) | 0;
  },
  mul: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.imul(x[a + i]!, x[b + i]!);
  },
  pow: (x, n, to, a, b) => {
    for (let i = 0; i < n; i++) x[to + i] = (x[a + i]! ** x[b + i]!) | 0;
  },
  neg: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = -x[a + i]! | 0;
  },
  abs: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = Math.abs(x[a + i]!) | 0;
  },
};

/** Casts to a narrower kind; the others change nothing, as every value is held as a float64. */
export const castLoops: { readonly int: Loop; readonly bool: Loop } = {
  int: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i]! | 0;
  },
  bool: (x, n, to, a) => {
    for (let i = 0; i < n; i++) x[to + i] = x[a + i] === 0 ? 0 : 1;
  },
};
