import {
  abs,
  add,
  ceil,
  clip,
  cos,
  div,
  erf,
  erfc,
  exp,
  expm1,
  floor,
  log,
  log1p,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  sub,
  tanh,
  where,
} from "@cambium/tensor";
import { everyType, numberTypes, type OpRow } from "../op-row.ts";
import { bools, floats, type InputSample, ints, positives } from "../samples.ts";

const two: readonly InputSample[] = [floats([3, 4]), floats([3, 4], { low: -2.1, high: 1.7 })];
const one: readonly InputSample[] = [floats([3, 4])];

/** Integers and halves between −2 and 2, where rounding jumps. */
const jumps = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];

/** Rounds half to even, unlike JavaScript's Math.round. */
const halfToEven = (x: number): number =>
  Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.sign(x) * Math.round(Math.abs(x));

const limited = (x: number, low: number, high: number): number =>
  Number.isNaN(x) ? x : Math.min(Math.max(x, low), high);

/** 2/√π · Σ (−1)ⁿ x^(2n+1) / (n!·(2n+1)), exact enough for |x| ≤ 4. */
function erfByTaylor(x: number): number {
  if (!Number.isFinite(x)) return Math.sign(x);
  let [sum, term] = [0, x];
  for (let n = 0; n < 100; n++) {
    sum += term / (2 * n + 1);
    term *= (-x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Rows of the elementwise ops that compute numbers. */
export const arithmetic: readonly OpRow[] = [
  {
    name: "add",
    run: add,
    inputs: two,
    dtypes: everyType,
    formula: (a, b) => a + b,
    also: [
      { inputs: one, run: (x) => add(x, 2.5), formula: (x) => x + 2.5 },
      { inputs: one, run: (x) => add(3, x), formula: (x) => 3 + x },
    ],
  },
  { name: "sub", run: sub, inputs: two, dtypes: everyType, formula: (a, b) => a - b },
  { name: "mul", run: mul, inputs: two, dtypes: everyType, formula: (a, b) => a * b },
  {
    name: "div",
    run: div,
    inputs: [floats([3, 4]), positives([4])],
    dtypes: everyType,
    formula: (a, b) => a / b,
  },
  {
    name: "pow",
    run: pow,
    inputs: [positives([3, 4]), floats([4])],
    formula: (a, b) => (a === 1 ? 1 : a ** b),
    also: [
      { inputs: one, run: (x) => pow(x, 3), formula: (x) => x ** 3 },
      { inputs: one, run: (x) => pow(x, 2), formula: (x) => x * x },
      { inputs: one, run: (x) => pow(x, 0), formula: () => 1 },
      { inputs: [positives([3, 4])], run: (x) => pow(x, -0.5), formula: (x) => x ** -0.5 },
      { inputs: [ints([3, 4], -3, 4), ints([4], 0, 5)] },
    ],
  },
  { name: "maximum", run: maximum, inputs: two, dtypes: everyType, formula: (a, b) => Math.max(a, b) },
  { name: "minimum", run: minimum, inputs: two, dtypes: everyType, formula: (a, b) => Math.min(a, b) },
  { name: "neg", run: neg, inputs: one, dtypes: numberTypes, formula: (x) => -x },
  { name: "exp", run: exp, inputs: one, dtypes: everyType, formula: Math.exp },
  { name: "log", run: log, inputs: [positives([3, 4])], dtypes: numberTypes, formula: Math.log },
  { name: "log1p", run: log1p, inputs: [positives([3, 4])], dtypes: numberTypes, formula: Math.log1p },
  { name: "expm1", run: expm1, inputs: one, dtypes: numberTypes, formula: Math.expm1 },
  { name: "sqrt", run: sqrt, inputs: [positives([3, 4])], dtypes: everyType, formula: Math.sqrt },
  {
    name: "rsqrt",
    run: rsqrt,
    inputs: [positives([3, 4])],
    dtypes: numberTypes,
    formula: (x) => 1 / Math.sqrt(x),
  },
  { name: "square", run: square, inputs: one, dtypes: everyType, formula: (x) => x * x },
  { name: "abs", run: abs, inputs: one, dtypes: numberTypes, formula: Math.abs },
  { name: "sign", run: sign, inputs: one, dtypes: numberTypes, formula: Math.sign },
  {
    name: "floor",
    run: floor,
    inputs: [floats([3, 4], { kinks: jumps })],
    dtypes: numberTypes,
    formula: Math.floor,
  },
  {
    name: "ceil",
    run: ceil,
    inputs: [floats([3, 4], { kinks: jumps })],
    dtypes: numberTypes,
    formula: Math.ceil,
  },
  {
    name: "round",
    run: round,
    inputs: [floats([3, 4], { kinks: jumps })],
    dtypes: numberTypes,
    formula: halfToEven,
  },
  { name: "sin", run: sin, inputs: one, dtypes: numberTypes, formula: Math.sin },
  { name: "cos", run: cos, inputs: one, dtypes: numberTypes, formula: Math.cos },
  { name: "tanh", run: tanh, inputs: one, dtypes: numberTypes, formula: Math.tanh },
  { name: "sigmoid", run: sigmoid, inputs: one, dtypes: numberTypes, formula: (x) => 1 / (1 + Math.exp(-x)) },
  { name: "erf", run: erf, inputs: one, dtypes: numberTypes, formula: erfByTaylor },
  { name: "erfc", run: erfc, inputs: one, dtypes: numberTypes, formula: (x) => 1 - erfByTaylor(x) },
  {
    name: "where",
    run: where,
    inputs: [bools([3, 1]), floats([3, 4]), floats([4])],
    dtypes: everyType,
    formula: (condition, a, b) => (condition ? a : b),
    also: [{ inputs: [bools([3]), floats([2, 3])], run: (condition, x) => where(condition, x, 0.5) }],
  },
  {
    name: "clip",
    run: (x) => clip(x, -0.75, 1.25),
    inputs: [floats([3, 4], { kinks: [-0.75, 1.25] })],
    dtypes: numberTypes,
    formula: (x) => limited(x, -0.75, 1.25),
    also: [
      { inputs: one, run: (x) => clip(x, 0, Number.POSITIVE_INFINITY) },
      { inputs: one, run: (x) => clip(x, Number.NEGATIVE_INFINITY, 0) },
      {
        inputs: [floats([3, 4]), floats([4], { low: -2, high: -0.5 }), floats([4], { low: 0.5, high: 2 })],
        run: clip,
      },
    ],
  },
];
