import { linearSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("changes linearly from one factor to the other and stays", () => {
  expectValues(linearSchedule(8, { startFactor: 0.25, totalIters: 3 }), [2, 4, 6, 8, 8]);
  expectValues(linearSchedule(8, { startFactor: 1, endFactor: 0.5, totalIters: 2 }), [8, 6, 4, 4]);
  expectValues(linearSchedule(15), [5, 7, 9, 11, 13, 15, 15]);
});

test("options out of range are errors", () => {
  expect(() => linearSchedule(1, { totalIters: 0 })).toThrow(
    new RangeError("linearSchedule: totalIters must be a whole number of at least 1: got 0."),
  );
  expect(() => linearSchedule(-1)).toThrow(
    new RangeError("linearSchedule: base must be finite and at least 0: got -1."),
  );
  for (const option of ["startFactor", "endFactor"]) {
    expect(() => linearSchedule(1, { [option]: -1 })).toThrow(
      new RangeError(`linearSchedule: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
