import { inverseTimeSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("falls like 1/t", () => {
  expectValues(inverseTimeSchedule(12, { decay: 1 }), [12, 6, 4, 3]);
  expectValues(inverseTimeSchedule(1, { decay: 0.5 }), [1, 2 / 3, 1 / 2]);
});

test("options out of range are errors", () => {
  expect(() => inverseTimeSchedule(-1, { decay: 0.5 })).toThrow(
    new RangeError("inverseTimeSchedule: initial must be finite and at least 0: got -1."),
  );
  expect(() => inverseTimeSchedule(1, { decay: -1 })).toThrow(
    new RangeError("inverseTimeSchedule: decay must be finite and at least 0: got -1."),
  );
});
