import { type Kind, toInt32 } from "../dtype.ts";
import { erf, erfc } from "../program/erf.ts";
import { intPow, roundHalfEven, sigmoid } from "../program/evaluate.ts";
import type { ScalarFunction } from "../program/expression.ts";
import type { ReferenceView } from "./elements.ts";

/** Number of values that the registers hold. */
export const CAPACITY = 8192;

/**
 * Registers: the values of the program that is being evaluated. With a single array that is known when the loops are
 * compiled, and indices that stay int32 by `| 0`, a loop takes half the time that it takes with arrays as arguments.
 */
const r = new Float64Array(CAPACITY);

/** Computes `n` values of an instruction: r[to + i] = f(r[a + i], r[b + i], r[c + i]). */
export type Loop = (n: number, to: number, a: number, b: number, c: number) => void;

/** Loop of every scalar function for floats. */
export const floatLoops: Readonly<Record<Exclude<ScalarFunction, "cast">, Loop>> = {
  add(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = r[(a + i) | 0]! + r[(b + i) | 0]!;
  },
  sub(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = r[(a + i) | 0]! - r[(b + i) | 0]!;
  },
  mul(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = r[(a + i) | 0]! * r[(b + i) | 0]!;
  },
  div(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = r[(a + i) | 0]! / r[(b + i) | 0]!;
  },
  truncDivide(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.trunc(r[(a + i) | 0]! / r[(b + i) | 0]!);
  },
  fmod(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = r[(a + i) | 0]! % r[(b + i) | 0]!;
  },
  pow(n, to, a, b) {
    for (let i = 0; i < n; i++)
      r[(to + i) | 0] = r[(a + i) | 0]! === 1 ? 1 : r[(a + i) | 0]! ** r[(b + i) | 0]!;
  },
  min(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.min(r[(a + i) | 0]!, r[(b + i) | 0]!);
  },
  max(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.max(r[(a + i) | 0]!, r[(b + i) | 0]!);
  },
  neg(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = -r[(a + i) | 0]!;
  },
  abs(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.abs(r[(a + i) | 0]!);
  },
  sign(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.sign(r[(a + i) | 0]!);
  },
  floor(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.floor(r[(a + i) | 0]!);
  },
  ceil(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.ceil(r[(a + i) | 0]!);
  },
  round(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = roundHalfEven(r[(a + i) | 0]!);
  },
  exp(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.exp(r[(a + i) | 0]!);
  },
  log(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.log(r[(a + i) | 0]!);
  },
  log1p(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.log1p(r[(a + i) | 0]!);
  },
  expm1(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.expm1(r[(a + i) | 0]!);
  },
  sqrt(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.sqrt(r[(a + i) | 0]!);
  },
  rsqrt(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = 1 / Math.sqrt(r[(a + i) | 0]!);
  },
  tanh(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.tanh(r[(a + i) | 0]!);
  },
  sigmoid(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = sigmoid(r[(a + i) | 0]!);
  },
  erf(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = erf(r[(a + i) | 0]!);
  },
  erfc(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = erfc(r[(a + i) | 0]!);
  },
  sin(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.sin(r[(a + i) | 0]!);
  },
  cos(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.cos(r[(a + i) | 0]!);
  },
  eq(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! === r[(b + i) | 0]!);
  },
  ne(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! !== r[(b + i) | 0]!);
  },
  lt(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! < r[(b + i) | 0]!);
  },
  le(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! <= r[(b + i) | 0]!);
  },
  gt(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! > r[(b + i) | 0]!);
  },
  ge(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! >= r[(b + i) | 0]!);
  },
  select(n, to, a, b, c) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = r[(a + i) | 0]! ? r[(b + i) | 0]! : r[(c + i) | 0]!;
  },
};

/** Loops that differ for int32: results wrap, and division by 0 gives 0. */
export const intLoops: Readonly<Partial<Record<ScalarFunction, Loop>>> = {
  add(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = (r[(a + i) | 0]! + r[(b + i) | 0]!) | 0;
  },
  sub(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = (r[(a + i) | 0]! - r[(b + i) | 0]!) | 0;
  },
  mul(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.imul(r[(a + i) | 0]!, r[(b + i) | 0]!);
  },
  truncDivide(n, to, a, b) {
    for (let i = 0; i < n; i++)
      r[(to + i) | 0] = r[(b + i) | 0] === 0 ? 0 : (r[(a + i) | 0]! / r[(b + i) | 0]!) | 0;
  },
  fmod(n, to, a, b) {
    for (let i = 0; i < n; i++)
      r[(to + i) | 0] = r[(b + i) | 0] === 0 ? 0 : (r[(a + i) | 0]! % r[(b + i) | 0]!) | 0;
  },
  pow(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = intPow(r[(a + i) | 0]!, r[(b + i) | 0]!);
  },
  neg(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = -r[(a + i) | 0]! | 0;
  },
  abs(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.abs(r[(a + i) | 0]!) | 0;
  },
};

/**
 * Loops that differ for float32 by more than the rounding of a result: a quotient is rounded to float32 before its fraction
 * is dropped.
 */
export const float32Loops: Readonly<Partial<Record<ScalarFunction, Loop>>> = {
  truncDivide(n, to, a, b) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.trunc(Math.fround(r[(a + i) | 0]! / r[(b + i) | 0]!));
  },
};

/** Loops of casts. The one to float is for int32 to float32; other casts to a wider kind change nothing. */
export const castLoops: Readonly<Record<Kind, Loop>> = {
  float(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Math.fround(r[(a + i) | 0]!);
  },
  int(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = toInt32(r[(a + i) | 0]!);
  },
  bool(n, to, a) {
    for (let i = 0; i < n; i++) r[(to + i) | 0] = Number(r[(a + i) | 0]! !== 0);
  },
};

/** Sets `n` values to the same number. */
export function fill(n: number, to: number, value: number): void {
  for (let i = 0; i < n; i++) r[(to + i) | 0] = value;
}

/** Loads `n` elements of a view's memory from `from` on, in steps of `stride`. It has one loop for each type of array. */
export function load(
  n: number,
  to: number,
  { storage, dtype }: ReferenceView,
  from: number,
  stride: number,
): void {
  if (dtype === "float32") {
    const { f32 } = storage;
    for (let i = 0; i < n; i++, from = (from + stride) | 0) r[(to + i) | 0] = f32[from]!;
  } else if (dtype === "float64") {
    const { f64 } = storage;
    for (let i = 0; i < n; i++, from = (from + stride) | 0) r[(to + i) | 0] = f64[from]!;
  } else if (dtype === "int32") {
    const { i32 } = storage;
    for (let i = 0; i < n; i++, from = (from + stride) | 0) r[(to + i) | 0] = i32[from]!;
  } else {
    const { u8 } = storage;
    for (let i = 0; i < n; i++, from = (from + stride) | 0) r[(to + i) | 0] = u8[from]!;
  }
}

/** Stores `n` values in a view's memory from `to` on, converted to its type. */
export function store(n: number, from: number, { storage, dtype }: ReferenceView, to: number): void {
  if (dtype === "float32") {
    const { f32 } = storage;
    for (let i = 0; i < n; i++) f32[(to + i) | 0] = r[(from + i) | 0]!;
  } else if (dtype === "float64") {
    const { f64 } = storage;
    for (let i = 0; i < n; i++) f64[(to + i) | 0] = r[(from + i) | 0]!;
  } else if (dtype === "int32") {
    const { i32 } = storage;
    for (let i = 0; i < n; i++) i32[(to + i) | 0] = r[(from + i) | 0]!;
  } else {
    const { u8 } = storage;
    for (let i = 0; i < n; i++) u8[(to + i) | 0] = r[(from + i) | 0]!;
  }
}
