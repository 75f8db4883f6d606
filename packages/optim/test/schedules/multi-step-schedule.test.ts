import { multiStepSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("decreases at its milestones, twice at a milestone that is listed twice", () => {
  expectValues(multiStepSchedule(8, { milestones: [1, 3, 3], gamma: 0.5 }), [8, 4, 4, 1, 1]);
  expectValues(multiStepSchedule(1, { milestones: [0] }), [0.1, 0.1]);
  expectValues(multiStepSchedule(1, { milestones: [] }), [1, 1]);
});

test("options out of range are errors", () => {
  expect(() => multiStepSchedule(1, { milestones: [3, 1] })).toThrow(
    new RangeError(
      "multiStepSchedule: milestones must be whole numbers from 0 in order: got 3, 1. Sort them.",
    ),
  );
  expect(() => multiStepSchedule(-1, { milestones: [] })).toThrow(
    new RangeError("multiStepSchedule: initial must be finite and at least 0: got -1."),
  );
  expect(() => multiStepSchedule(1, { milestones: [], gamma: -1 })).toThrow(
    new RangeError("multiStepSchedule: gamma must be finite and at least 0: got -1."),
  );
});
