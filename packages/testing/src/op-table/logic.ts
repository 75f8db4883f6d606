import {
  cast,
  eq,
  ge,
  gt,
  isInf,
  // biome-ignore lint/suspicious/noShadowRestrictedNames: the name of the op in the field.
  isNaN,
  le,
  logicalAnd,
  logicalNot,
  logicalOr,
  lt,
  ne,
  stopGradient,
} from "@cambium/tensor";
import { everyType, numberTypes, type OpRow, type Run } from "../op-row.ts";
import { floats, ints } from "../samples.ts";

function predicate(name: string, run: Run, formula: (a: number, b: number) => boolean): OpRow {
  return {
    name,
    run,
    formula,
    inputs: [floats([3, 4]), floats([4])],
    also: [{ inputs: [ints([3, 4], 0, 3), ints([3, 4], 0, 3)] }, { inputs: [ints([7], 0, 3), floats([7])] }],
    dtypes: everyType,
    differentiable: false,
  };
}

/** Rows of the ops through which no gradient passes: those that compute bools, casts, and stopGradient. */
export const logic: readonly OpRow[] = [
  predicate("eq", eq, (a, b) => a === b),
  predicate("ne", ne, (a, b) => a !== b),
  predicate("lt", lt, (a, b) => a < b),
  predicate("le", le, (a, b) => a <= b),
  predicate("gt", gt, (a, b) => a > b),
  predicate("ge", ge, (a, b) => a >= b),
  predicate("logicalAnd", logicalAnd, (a, b) => a !== 0 && b !== 0),
  predicate("logicalOr", logicalOr, (a, b) => a !== 0 || b !== 0),
  {
    name: "logicalNot",
    run: logicalNot,
    inputs: [floats([3, 4])],
    also: [{ inputs: [ints([7], -1, 2)] }],
    dtypes: everyType,
    differentiable: false,
    formula: (x) => x === 0,
  },
  {
    name: "isNaN",
    run: isNaN,
    inputs: [floats([3, 4])],
    dtypes: numberTypes,
    differentiable: false,
    formula: (x) => Number.isNaN(x),
  },
  {
    name: "isInf",
    run: isInf,
    inputs: [floats([3, 4])],
    dtypes: numberTypes,
    differentiable: false,
    formula: (x) => Math.abs(x) === Number.POSITIVE_INFINITY,
  },
  {
    name: "cast",
    run: (x) => cast(x, "int32"),
    // The result for infinities is unspecified.
    inputs: [floats([3, 4], { nonFinite: false })],
    also: [
      { inputs: [floats([3, 4])], run: (x) => cast(x, "bool") },
      { inputs: [ints([3, 4], -5, 5)], run: (x) => cast(x, "float32") },
      { inputs: [floats([0, 3])] },
      { inputs: [floats([])] },
    ],
    dtypes: everyType,
    differentiable: false,
  },
  {
    name: "stopGradient",
    run: stopGradient,
    inputs: [floats([3, 4])],
    dtypes: everyType,
    differentiable: false,
    formula: (x) => x,
  },
];
