import { exponentialSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("falls by its factor at each step", () => {
  expectValues(exponentialSchedule(8, { gamma: 0.5 }), [8, 4, 2, 1]);
});

test("options out of range are errors", () => {
  expect(() => exponentialSchedule(-1, { gamma: 0.5 })).toThrow(
    new RangeError("exponentialSchedule: initial must be finite and at least 0: got -1."),
  );
  expect(() => exponentialSchedule(1, { gamma: -1 })).toThrow(
    new RangeError("exponentialSchedule: gamma must be finite and at least 0: got -1."),
  );
});
