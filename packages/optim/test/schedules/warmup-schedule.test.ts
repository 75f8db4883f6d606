import { polynomialSchedule, warmupSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("grows linearly, then equals the number", () => {
  expectValues(warmupSchedule(1, { steps: 3 }), [0.25, 0.5, 0.75, 1, 1]);
});

test("scales a schedule, which advances meanwhile", () => {
  expectValues(warmupSchedule(polynomialSchedule(5), { steps: 1 }), [2.5, 4, 3, 2, 1, 0]);
});

test("steps out of range are an error", () => {
  expect(() => warmupSchedule(1, { steps: -1 })).toThrow(
    new RangeError("warmupSchedule: steps must be a whole number of at least 1: got -1."),
  );
});
