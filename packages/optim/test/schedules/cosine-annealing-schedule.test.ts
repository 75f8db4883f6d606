import { cosineAnnealingSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("decreases along half a cosine and rises again beyond it", () => {
  expectValues(cosineAnnealingSchedule(1, { tMax: 3 }), [1, 0.75, 0.25, 0, 0.25, 0.75, 1]);
  expectValues(cosineAnnealingSchedule(5, { tMax: 2, etaMin: 1 }), [5, 3, 1, 3]);
});

test("options out of range are errors", () => {
  expect(() => cosineAnnealingSchedule(1, { tMax: 0 })).toThrow(
    new RangeError("cosineAnnealingSchedule: tMax must be a whole number of at least 1: got 0."),
  );
  expect(() => cosineAnnealingSchedule(-1, { tMax: 1 })).toThrow(
    new RangeError("cosineAnnealingSchedule: initial must be finite and at least 0: got -1."),
  );
  expect(() => cosineAnnealingSchedule(1, { tMax: 1, etaMin: -1 })).toThrow(
    new RangeError("cosineAnnealingSchedule: etaMin must be finite and at least 0: got -1."),
  );
});
