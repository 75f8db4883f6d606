import type { Schedule } from "@cambium/optim";
import { expect } from "vitest";

/** Asserts a schedule's first values, to rounding. */
export function expectValues(schedule: Schedule, wanted: readonly number[]): void {
  for (const [step, value] of wanted.entries())
    expect(schedule(step), `at step ${step}`).toBeCloseTo(value, 12);
}
