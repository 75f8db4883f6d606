import { constantSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("applies the factor at first, then the whole value", () => {
  expectValues(constantSchedule(6, { factor: 0.5, totalIters: 2 }), [3, 3, 6, 6]);
  expectValues(constantSchedule(6), [2, 2, 2, 2, 2, 6]);
});

test("options out of range are errors", () => {
  expect(() => constantSchedule(1, { totalIters: 0 })).toThrow(
    new RangeError("constantSchedule: totalIters must be a whole number of at least 1: got 0."),
  );
  expect(() => constantSchedule(-1)).toThrow(
    new RangeError("constantSchedule: base must be finite and at least 0: got -1."),
  );
  expect(() => constantSchedule(1, { factor: -1 })).toThrow(
    new RangeError("constantSchedule: factor must be finite and at least 0: got -1."),
  );
});
