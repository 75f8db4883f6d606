import { cosineAnnealingWarmRestartsSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("restarts after each round", () => {
  expectValues(cosineAnnealingWarmRestartsSchedule(1, { t0: 2 }), [1, 0.5, 1, 0.5, 1]);
});

test("makes each round longer than the previous one", () => {
  const schedule = cosineAnnealingWarmRestartsSchedule(5, { t0: 2, tMult: 3, etaMin: 1 });
  const long = [5, 3 + 2 * Math.cos(Math.PI / 6), 4, 3, 2, 3 - 2 * Math.cos(Math.PI / 6)];
  expectValues(schedule, [5, 3, ...long, 5]);
  expect(schedule(2 + 6 + 9)).toBeCloseTo(3, 12);
  expect(schedule(2 + 6 + 18)).toBe(5);
});

test("restarts exactly, whatever the number of rounds", () => {
  const schedule = cosineAnnealingWarmRestartsSchedule(1, { t0: 5, tMult: 2 });
  for (let round = 0; round < 40; round++) expect(schedule(5 * (2 ** round - 1))).toBe(1);
});

test("options out of range are errors", () => {
  const name = "cosineAnnealingWarmRestartsSchedule";
  expect(() => cosineAnnealingWarmRestartsSchedule(1, { t0: 0 })).toThrow(
    new RangeError(`${name}: t0 must be a whole number of at least 1: got 0.`),
  );
  expect(() => cosineAnnealingWarmRestartsSchedule(1, { t0: 1, tMult: 0.5 })).toThrow(
    new RangeError(`${name}: tMult must be a whole number of at least 1: got 0.5.`),
  );
  expect(() => cosineAnnealingWarmRestartsSchedule(-1, { t0: 1 })).toThrow(
    new RangeError(`${name}: initial must be finite and at least 0: got -1.`),
  );
  expect(() => cosineAnnealingWarmRestartsSchedule(1, { t0: 1, etaMin: -1 })).toThrow(
    new RangeError(`${name}: etaMin must be finite and at least 0: got -1.`),
  );
});
