import { floorDivide, fmod, remainder, type Tensor, truncDivide } from "@cambium/tensor";
import type { Formula, OpRow, Sample } from "../op-row.ts";
import { bools, floats, type InputSample, ints } from "../samples.ts";

/** Quotients between 2.2 and 2.9: away from integers, where a quotient jumps. */
const between: readonly InputSample[] = [
  floats([3, 4], { low: 2.1, high: 2.3 }),
  floats([4], { low: 0.8, high: 0.95 }),
];

/** True if rounding down goes one below truncation. */
const isApart = (a: number, b: number): boolean => a % b !== 0 && a % b < 0 !== b < 0;

const formulas = {
  truncDivide: (a: number, b: number) => Math.trunc(a / b),
  fmod: (a: number, b: number) => a % b,
  floorDivide: (a: number, b: number) =>
    b === 0 ? a / b : Math.round((a - (a % b)) / b) - Number(isApart(a, b)),
  remainder: (a: number, b: number) => (a % b) + (isApart(a, b) ? b : 0),
} as const;

/** The formula of int32: 0 where it divides by 0, and otherwise within 32 bits. */
const ofInts =
  (formula: (a: number, b: number) => number): Formula =>
  (a, b) =>
    b === 0 ? 0 : formula(a!, b!) | 0;

/** Elements from a list, the same for every seed. */
function listed(...values: number[]): InputSample {
  return { ...ints([values.length], 0, 1), values: () => values };
}

function row(name: keyof typeof formulas, run: (a: Tensor | number, b: Tensor | number) => Tensor): OpRow {
  const formula = formulas[name];
  const [low, high] = [-2147483648, 2147483647];
  const also: Sample[] = [
    { inputs: [floats([3, 4], { low: -2.3, high: -2.1 }), between[1]!], formula },
    { inputs: [between[0]!, floats([4], { low: -0.95, high: -0.8 })], formula },
    {
      inputs: [floats([3, 4], { kinks: [-1.5, -0.75, 0, 0.75, 1.5] })],
      run: (x) => run(x!, 0.75),
      formula: (x) => formula(x!, 0.75),
    },
    { inputs: [ints([5, 7], -9, 10), ints([7], -3, 4)], formula: ofInts(formula) },
    { inputs: [bools([5]), bools([5])], formula: ofInts(formula) },
    {
      inputs: [listed(low, low, low, high, high, 16777217, 0), listed(-1, 1, high, low, -1, 1, low)],
      formula: ofInts(formula),
    },
    { inputs: [ints([9], -9, 10)], run: (x) => run(x!, -4), formula: (x) => ofInts(formula)(x!, -4) },
  ];
  return { name, run: (a, b) => run(a!, b!), inputs: between, formula, also };
}

/** Rows of division that rounds, and of its remainders. */
export const division: readonly OpRow[] = [
  row("floorDivide", floorDivide),
  row("truncDivide", truncDivide),
  row("remainder", remainder),
  row("fmod", fmod),
];
