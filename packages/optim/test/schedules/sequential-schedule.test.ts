import { linearSchedule, polynomialSchedule, sequentialSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("each schedule counts its steps from the point where it takes over", () => {
  const schedule = sequentialSchedule(
    [linearSchedule(5, { startFactor: 0.2, totalIters: 2 }), polynomialSchedule(5), () => 7],
    { milestones: [2, 6] },
  );
  expectValues(schedule, [1, 3, 5, 4, 3, 2, 7, 7]);
});

test("milestones must match the schedules and be in order", () => {
  const one = () => 1;
  expect(() => sequentialSchedule([one, one], { milestones: [] })).toThrow(
    new RangeError(
      "sequentialSchedule: 2 schedules need 1 milestones: got 0. Give one for each schedule but the first.",
    ),
  );
  expect(() => sequentialSchedule([], { milestones: [] })).toThrow(
    new RangeError(
      "sequentialSchedule: 0 schedules need 0 milestones: got 0. Give one for each schedule but the first.",
    ),
  );
  expect(() => sequentialSchedule([one, one, one], { milestones: [2, 1] })).toThrow(
    new RangeError(
      "sequentialSchedule: milestones must be whole numbers from 0 in order: got 2, 1. Sort them.",
    ),
  );
});
