import { stepSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("decreases by its factor at regular intervals", () => {
  expectValues(stepSchedule(8, { stepSize: 2, gamma: 0.5 }), [8, 8, 4, 4, 2, 2, 1]);
  expectValues(stepSchedule(1, { stepSize: 1 }), [1, 0.1, 0.01]);
});

test("options out of range are errors", () => {
  expect(() => stepSchedule(1, { stepSize: 0 })).toThrow(
    new RangeError("stepSchedule: stepSize must be a whole number of at least 1: got 0."),
  );
  expect(() => stepSchedule(-1, { stepSize: 1 })).toThrow(
    new RangeError("stepSchedule: initial must be finite and at least 0: got -1."),
  );
  expect(() => stepSchedule(1, { stepSize: 1, gamma: -1 })).toThrow(
    new RangeError("stepSchedule: gamma must be finite and at least 0: got -1."),
  );
});
