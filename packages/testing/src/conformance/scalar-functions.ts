import {
  type Backend,
  bytesPerElement,
  type DType,
  evaluate,
  type Kind,
  Program,
  type ScalarFunction,
  Scalars,
} from "@cambium/tensor";
import { expect, test } from "vitest";
import { expectClose, type Tolerance } from "../close.ts";
import { arrayOf } from "./host-view.ts";

/** Values at which every function is tried, and among them the hard ones: zeros, tiny, huge, infinite, NaN. */
const floatValues: readonly number[] = [
  ...[0, -0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2, 2.5, 3, -3, 10, -10, 20, -20, 87, -87, 89, -104],
  ...[1e-3, -1e-3, 1e-8, -1e-8, 1e-30, -1e-30, 1e-38, 1e-42, 1e5, -1e5, 1e10, -1e10, 1e30, -1e30],
  ...[8388607.5, 16777217, 2147483647, -2147483648, 3.4e38, -3.4e38],
  ...[Infinity, -Infinity, Number.NaN],
  ...Array.from({ length: 97 }, (_, i) => (i - 48) / 7),
];
const intValues: readonly number[] = [0, 1, -1, 2, -2, 3, 7, -7, 100, 46341, 2147483647, -2147483648, 2147483646];
const boolValues: readonly number[] = [0, 1];

const dtypesOf: Readonly<Record<Kind, readonly DType[]>> = {
  float: ["float32", "float64"],
  int: ["int32"],
  bool: ["bool"],
};
const valuesOf: Readonly<Record<Kind, readonly number[]>> = {
  float: floatValues,
  int: intValues,
  bool: boolValues,
};

type Name = Exclude<ScalarFunction, "cast" | "select">;

/** How far float32 may be off; beyond the functions named, what one rounding allows. */
const float32Tolerances: Partial<Record<Name, Tolerance>> = {
  sin: { rtol: 1e-6, atol: 3e-7 },
  cos: { rtol: 1e-6, atol: 3e-7 },
  pow: { rtol: 3e-6, atol: 1e-38 },
  erf: { rtol: 2e-6, atol: 1e-38 },
};
const usual: Tolerance = { rtol: 5e-7, atol: 2e-38 };
