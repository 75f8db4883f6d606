import { rampSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

test("changes linearly from one value to the other and stays exactly there", () => {
  const momentum = rampSchedule({ from: 0.5, to: 0.99, steps: 7 });
  expectValues(momentum, [0.5, 0.57, 0.64, 0.71, 0.78, 0.85, 0.92, 0.99]);
  expect(momentum(7)).toBe(0.99);
  expect(momentum(1e6)).toBe(0.99);
});

test("options out of range are errors", () => {
  expect(() => rampSchedule({ from: 0, to: 1, steps: 0 })).toThrow(
    new RangeError("rampSchedule: steps must be a whole number of at least 1: got 0."),
  );
  for (const option of ["from", "to"]) {
    expect(() => rampSchedule({ from: 0, to: 1, steps: 1, [option]: Infinity })).toThrow(
      new RangeError(`rampSchedule: ${option} must be finite: got Infinity.`),
    );
  }
});
