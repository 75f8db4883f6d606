import {
  type Backend,
  type DType,
  type Expression,
  evaluate,
  evaluateInt,
  type Kind,
  Program,
  promote,
  type ScalarFunction,
  Scalars,
} from "@cambium/tensor";
import { test } from "vitest";
import { expectClose, type Tolerance } from "../close.ts";
import { everyType } from "../op-row.ts";
import { denseView, resultView, take } from "./dense-view.ts";
import { arrayOf } from "./host-view.ts";

type Name = Exclude<ScalarFunction, "cast" | "select">;

/** Arguments of every function, hard ones among them: zeros, tiny and huge numbers, halves, infinities, NaN. */
const floatValues: readonly number[] = [
  ...[0, -0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2, 2.5, 3, -3, 10, -10, 20, -20, 87, -87, 89, -104],
  ...[1e-3, -1e-3, 1e-8, -1e-8, 1e-30, -1e-30, 1e-37, 1e5, -1e5, 1e10, -1e10, 1e30, -1e30],
  ...[8388607.5, 16777217, 2147483647, 3.4e38, -3.4e38, Infinity, -Infinity, Number.NaN],
  ...Array.from({ length: 97 }, (_, i) => (i - 48) / 7),
];
const intValues: readonly number[] = [
  ...[0, 1, -1, 2, -2, 3, 7, -7, 20, 31, 32, 100, 46341, 16777216, 16777217],
  ...[2147483520, 2147483646, 2147483647, -2147483647, -2147483648],
];
const valuesOf: Readonly<Record<Kind, readonly number[]>> = {
  float: floatValues,
  int: intValues,
  bool: [0, 1],
};
const kindOf: Readonly<Record<DType, Kind>> = {
  float32: "float",
  float64: "float",
  int32: "int",
  bool: "bool",
};

/** Tolerance for one rounding in float32, where results below the normal numbers may be 0. Some functions have a larger one. */
const usual: Tolerance = { rtol: 5e-7, atol: 2e-38 };
const float32Tolerances: Partial<Record<Name, Tolerance>> = {
  sin: { rtol: 1e-6, atol: 3e-7 },
  cos: { rtol: 1e-6, atol: 3e-7 },
  erf: { rtol: 2e-6, atol: 2e-38 },
  erfc: { rtol: 1e-6, atol: 2e-38 },
  pow: { rtol: 1e-5, atol: 2e-38 },
};

/** Beyond this, a float32 argument of a sine is too inexact for a meaningful result. */
const LARGEST_ANGLE = 1000;

function isTried(name: Name, args: readonly number[]): boolean {
  if (name === "sin" || name === "cos")
    return !(Math.abs(args[0]!) > LARGEST_ANGLE) || !Number.isFinite(args[0]!);
  return true;
}

/** All combinations of arguments of these kinds for a function. */
function argumentsOf(name: Name, kinds: readonly Kind[]): number[][] {
  const [left, right] = kinds.map((kind) => valuesOf[kind]) as [readonly number[], (readonly number[])?];
  const few = (values: readonly number[]) =>
    values.filter((_, i) => values.length < 60 || i < 40 || i % 9 === 0);
  const all = right ? few(left).flatMap((a) => few(right).map((b) => [a, b])) : left.map((x) => [x]);
  return all.filter((args) => isTried(name, args));
}

/** Wanted result of a function, after its arguments are converted to a common type. */
function meaning(name: Name, kind: Kind, dtype: DType, args: readonly number[]): number {
  const [a, b = 0] = arrayOf(dtype, args) as unknown as [number, number?];
  if (kind === "int") return (evaluateInt[name] ?? evaluate[name])(a, b, 0) | 0;
  if (name === "truncDivide" && dtype === "float32") return Math.trunc(Math.fround(a / b));
  return evaluate[name](a, b, 0);
}

async function checkFunction(backend: Backend, name: Name, dtypes: readonly DType[]): Promise<void> {
  const s = new Scalars();
  const inputs = dtypes.map((dtype) => s.input(kindOf[dtype]));
  const result = (s[name] as (...args: Expression[]) => Expression)(...inputs);
  const args = argumentsOf(
    name,
    dtypes.map((dtype) => kindOf[dtype]),
  );
  const columns = inputs.map((_, i) =>
    arrayOf(
      dtypes[i]!,
      args.map((list) => list[i]!),
    ),
  );
  const together = dtypes.reduce(promote);
  const out = resultView(backend, resultType(result.kind, together), args.length);
  const views = columns.map((column, i) => denseView(backend, dtypes[i]!, [...column]));
  backend.map(new Program([result], inputs), views, [], [out]);
  const wanted = args.map((_, i) =>
    meaning(
      name,
      result.kind,
      together,
      columns.map((column) => column[i]!),
    ),
  );
  const got = await take(backend, out);
  for (const { storage } of views) backend.free(storage);
  const exact: Tolerance = { rtol: 0, atol: 0 };
  const tolerance =
    out.dtype === "float32"
      ? (float32Tolerances[name] ?? usual)
      : out.dtype === "float64"
        ? { rtol: 1e-13, atol: 0 }
        : exact;
  args.forEach((_, i) => {
    const element = (value: number) => ({ shape: [], data: arrayOf(out.dtype, [value]) });
    const label = `${name} of ${dtypes} ${columns.map((column) => column[i])}`;
    expectClose(label, element(got[i]!), element(wanted[i]!), tolerance);
  });
}

function resultType(kind: Kind, float: DType): DType {
  if (kind === "float") return float === "float64" ? "float64" : "float32";
  return kind === "int" ? "int32" : "bool";
}

const floatFunctions: readonly Name[] = [
  "exp",
  "log",
  "log1p",
  "expm1",
  "sqrt",
  "rsqrt",
  "tanh",
  "sigmoid",
  "erf",
  "erfc",
  "sin",
  "cos",
];
const roundings: readonly Name[] = ["neg", "abs", "sign", "floor", "ceil", "round"];
const binary: readonly Name[] = [
  "add",
  "sub",
  "mul",
  "div",
  "truncDivide",
  "fmod",
  "pow",
  "min",
  "max",
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
];

/** Tests each scalar function with arguments of every kind. */
export function describeScalarFunctions(backend: () => Backend): void {
  const each = (names: readonly Name[], types: readonly (readonly DType[])[]): void => {
    test.each(names)("%s means what it means on numbers", async (name) => {
      for (const dtypes of types)
        if (dtypes.every((dtype) => backend().dtypes.has(dtype)))
          await checkFunction(backend(), name, dtypes);
    });
  };
  each(floatFunctions, [["float32"], ["float64"], ["int32"], ["bool"]]);
  each(roundings, [["float32"], ["float64"], ["int32"]]);
  each(
    binary,
    everyType.flatMap((a) => everyType.map((b) => [a, b])),
  );
}
