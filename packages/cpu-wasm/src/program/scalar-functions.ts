import type { Kind, ScalarFunction } from "@cambium/tensor";
import type { Code, Vector } from "./code.ts";
import { fmodFloats, fmodInts, truncDivideFloats, truncDivideInts } from "./division.ts";
import { erf, erfc } from "./error-function.ts";
import { exp, expm1, sigmoid, tanh } from "./exponential.ts";
import { intPower } from "./int-power.ts";
import { eachLane } from "./lanes.ts";
import { log, log1p } from "./logarithm.ts";
import { Simd } from "./opcodes.ts";
import { cos, sin } from "./trigonometry.ts";

/** Writes a scalar function of vectors of one kind. Bools are masks: all bits of a lane are set, or none. */
type Writer = (c: Code, a: Vector, b: Vector, d: Vector) => Vector;
/** Writers of a function by the kind of its arguments. Kinds that do not occur are absent. */
type ByKind = Partial<Record<Kind, Writer>>;

const instruction =
  (opcode: number): Writer =>
  (c, a, b) =>
    c.simd(opcode, a, b);
const unary =
  (opcode: number): Writer =>
  (c, a) =>
    c.simd(opcode, a);
const same: Writer = (_, a) => a;

/** Writers of a comparison. Masks are compared as unsigned numbers, so that true is larger than false. */
const comparison = (float: number, int: number, bool: number): ByKind => ({
  float: instruction(float),
  int: instruction(int),
  bool: instruction(bool),
});

const signOfFloat: Writer = (c, x) => {
  const zero = c.float(0);
  const one = c.simd(Simd.or, c.float(1), c.simd(Simd.and, x, c.bits(-0x80000000)));
  const hasSign = c.simd(Simd.or, c.simd(Simd.f32Lt, x, zero), c.simd(Simd.f32Gt, x, zero));
  return c.select(hasSign, one, x);
};

const signOfInt: Writer = (c, x) =>
  c.simd(
    Simd.or,
    c.shift(Simd.i32ShrS, x, 31),
    c.simd(Simd.and, c.simd(Simd.i32GtS, x, c.bits(0)), c.bits(1)),
  );

const powOfFloats: Writer = (c, a, b) =>
  c.select(c.simd(Simd.f32Eq, a, c.float(1)), a, eachLane(c, "pow", [a, b]));

/** Writers of all scalar functions, by the kind of their arguments. Casts are in `casts`. */
export const scalarFunctions: Readonly<Record<Exclude<ScalarFunction, "cast">, ByKind>> = {
  add: { float: instruction(Simd.f32Add), int: instruction(Simd.i32Add) },
  sub: { float: instruction(Simd.f32Sub), int: instruction(Simd.i32Sub) },
  mul: { float: instruction(Simd.f32Mul), int: instruction(Simd.i32Mul) },
  div: { float: instruction(Simd.f32Div) },
  truncDivide: { float: truncDivideFloats, int: truncDivideInts },
  fmod: { float: fmodFloats, int: fmodInts },
  pow: { float: powOfFloats, int: intPower },
  min: { float: instruction(Simd.f32Min), int: instruction(Simd.i32MinS) },
  max: { float: instruction(Simd.f32Max), int: instruction(Simd.i32MaxS) },
  neg: { float: unary(Simd.f32Neg), int: unary(Simd.i32Neg) },
  abs: { float: unary(Simd.f32Abs), int: unary(Simd.i32Abs) },
  sign: { float: signOfFloat, int: signOfInt },
  floor: { float: unary(Simd.f32Floor), int: same },
  ceil: { float: unary(Simd.f32Ceil), int: same },
  round: { float: unary(Simd.f32Nearest), int: same },
  exp: { float: exp },
  log: { float: log },
  log1p: { float: log1p },
  expm1: { float: expm1 },
  sqrt: { float: unary(Simd.f32Sqrt) },
  rsqrt: { float: (c, x) => c.simd(Simd.f32Div, c.float(1), c.simd(Simd.f32Sqrt, x)) },
  tanh: { float: tanh },
  sigmoid: { float: sigmoid },
  erf: { float: erf },
  erfc: { float: erfc },
  sin: { float: sin },
  cos: { float: cos },
  eq: comparison(Simd.f32Eq, Simd.i32Eq, Simd.i32Eq),
  ne: comparison(Simd.f32Ne, Simd.i32Ne, Simd.i32Ne),
  lt: comparison(Simd.f32Lt, Simd.i32LtS, Simd.i32LtU),
  le: comparison(Simd.f32Le, Simd.i32LeS, Simd.i32LeU),
  gt: comparison(Simd.f32Gt, Simd.i32GtS, Simd.i32GtU),
  ge: comparison(Simd.f32Ge, Simd.i32GeS, Simd.i32GeU),
  select: { bool: (c, condition, a, b) => c.select(condition, a, b) },
};

/** Writers of casts, from the first kind to the second. */
export const casts: Readonly<Record<Kind, Readonly<Record<Kind, Writer>>>> = {
  float: {
    float: same,
    int: unary(Simd.i32TruncSatF32S),
    bool: (c, x) => c.simd(Simd.f32Ne, x, c.float(0)),
  },
  int: {
    float: unary(Simd.f32ConvertI32S),
    int: same,
    bool: (c, x) => c.simd(Simd.i32Ne, x, c.bits(0)),
  },
  bool: {
    float: (c, x) => c.simd(Simd.and, x, c.float(1)),
    int: (c, x) => c.simd(Simd.and, x, c.bits(1)),
    bool: same,
  },
};
