import { constantSchedule, exponentialSchedule, productSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("multiplies", () => {
  const schedule = productSchedule(
    exponentialSchedule(8, { gamma: 0.5 }),
    constantSchedule(1, { factor: 0.1, totalIters: 2 }),
  );
  expectValues(schedule, [0.8, 0.4, 2, 1]);
});

test("no schedules are an error", () => {
  expect(() => productSchedule()).toThrow(
    new RangeError("productSchedule: no schedules. Give at least one."),
  );
});
