import { polynomialSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("decreases to 0 along its power and stays there", () => {
  expectValues(polynomialSchedule(5), [5, 4, 3, 2, 1, 0, 0]);
  expectValues(polynomialSchedule(16, { totalIters: 4, power: 2 }), [16, 9, 4, 1, 0, 0]);
});

test("options out of range are errors", () => {
  expect(() => polynomialSchedule(1, { totalIters: 1.5 })).toThrow(
    new RangeError("polynomialSchedule: totalIters must be a whole number of at least 1: got 1.5."),
  );
  expect(() => polynomialSchedule(-1)).toThrow(
    new RangeError("polynomialSchedule: initial must be finite and at least 0: got -1."),
  );
  expect(() => polynomialSchedule(1, { power: -1 })).toThrow(
    new RangeError("polynomialSchedule: power must be finite and at least 0: got -1."),
  );
});
