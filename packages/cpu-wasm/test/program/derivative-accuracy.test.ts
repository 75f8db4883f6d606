import {
  cos,
  erf,
  erfc,
  evaluate,
  exp,
  expm1,
  log,
  log1p,
  pow,
  rsqrt,
  sigmoid,
  sin,
  sqrt,
  type Tensor,
  tanh,
} from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { type AccuracyRow, expectAccuracy } from "@cambium/testing";
import { describe, test } from "vitest";
import { createWasmBackend } from "../../src/index.ts";

const { abs, sqrt: root } = Math;
const bell = (x: number): number => Math.exp(-abs(x)) / (1 + Math.exp(-abs(x))) ** 2;
const bellSlope = (x: number): number => -bell(x) * Math.tanh(x / 2);
/** 2/√π·e^(−x²) and its derivative. */
const density = (x: number): number => (2 / root(Math.PI)) * Math.exp(-x * x);
const densitySlope = (x: number): number => (abs(x) > 30 ? 0 : -2 * x * density(x));
/** The exponential amplifies the rounding of x² by x². The factor 2x amplifies the spacing of subnormal numbers. */
const densityScale = (x: number): number => density(x) * (1 + x * x);
const densitySlopeScale = (x: number): number =>
  abs(x) > 30 ? 0 : abs(densitySlope(x)) * (1 + x * x) + 2 * abs(x) * 2 ** -126;
/** 2ˣ in float32. Derivatives of powers read it, so they are infinite where it is. */
const power = (x: number): number => (x < 128 ? 2 ** x : Infinity);
/** Near its zeros a sine is as accurate as the reduced angle. */
const wave = (): number => 2 ** -13;

/** A function with its first two derivatives. */
type Row = readonly [
  run: (x: Tensor) => Tensor,
  value: (x: number) => number,
  slope: readonly [(x: number) => number, ulp: number, scale?: (x: number) => number],
  curvature: readonly [(x: number) => number, ulp: number, scale?: (x: number) => number],
];

/** Derivatives of the scalar functions. Their values are tested in `accuracy.test.ts`. */
const rows: Readonly<Record<string, Row>> = {
  exp: [exp, Math.exp, [Math.exp, 1], [Math.exp, 1]],
  log: [log, Math.log, [(x) => 1 / x, 1], [(x) => -1 / x / x, 2]],
  log1p: [log1p, Math.log1p, [(x) => 1 / (1 + x), 1.5], [(x) => -1 / (1 + x) / (1 + x), 3]],
  expm1: [expm1, Math.expm1, [Math.exp, 1], [Math.exp, 1]],
  sqrt: [sqrt, root, [(x) => 0.5 / root(x), 1.5], [(x) => -0.25 / root(x) ** 3, 4]],
  rsqrt: [rsqrt, (x) => 1 / root(x), [(x) => -0.5 / root(x) ** 3, 6], [(x) => 0.75 / root(x) ** 5, 12]],
  sigmoid: [sigmoid, (x) => evaluate.sigmoid(x, 0, 0), [bell, 4], [bellSlope, 5, bell]],
  tanh: [
    tanh,
    Math.tanh,
    [(x) => 4 * bell(2 * x), 4],
    [(x) => 8 * bellSlope(2 * x), 5, (x) => 8 * bell(2 * x)],
  ],
  erf: [erf, (x) => evaluate.erf(x, 0, 0), [density, 2, densityScale], [densitySlope, 4, densitySlopeScale]],
  erfc: [
    erfc,
    (x) => evaluate.erfc(x, 0, 0),
    [(x) => -density(x), 2, densityScale],
    [(x) => -densitySlope(x), 4, densitySlopeScale],
  ],
  sin: [sin, Math.sin, [Math.cos, 2, wave], [(x) => -Math.sin(x), 2, wave]],
  cos: [cos, Math.cos, [(x) => -Math.sin(x), 2, wave], [(x) => -Math.cos(x), 2, wave]],
  "power 3": [(x) => pow(x, 3), (x) => x ** 3, [(x) => 3 * x ** 2, 2], [(x) => 6 * x, 2]],
  "power -1": [(x) => pow(x, -1), (x) => 1 / x, [(x) => -1 / x / x, 2], [(x) => 2 / x ** 3, 3]],
  "power of 2": [
    (x) => pow(2, x),
    (x) => 2 ** x,
    [(x) => Math.LN2 * power(x), 3],
    [(x) => Math.LN2 ** 2 * power(x), 4],
  ],
  "power of 0.5": [
    (x) => pow(0.5, x),
    (x) => 0.5 ** x,
    [(x) => -Math.LN2 * power(-x), 3],
    [(x) => Math.LN2 ** 2 * power(-x), 4],
  ],
};

function rowOf([run, value, slope, curvature]: Row): AccuracyRow {
  const bound = ([formula, ulp, scale]: Row[2]) => ({ formula, ulp, ...(scale && { scale }) });
  return {
    run,
    value: { formula: value, ulp: 4.5, scale: wave },
    slope: bound(slope),
    curvature: bound(curvature),
  };
}

describe.each([
  ["reference", referenceBackend],
  ["relaxed SIMD", await createWasmBackend({ threads: 1 })],
  ["baseline SIMD", await createWasmBackend({ threads: 1, relaxed: false })],
] as const)("%s: first and second derivatives over the whole range", (_, backend) => {
  test.each(Object.entries(rows))("%s", (name, row) => expectAccuracy(name, rowOf(row), backend));
});
