import { type CyclicScheduleOptions, cyclicSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

const options: CyclicScheduleOptions = { baseLr: 1, maxLr: 5, stepSizeUp: 2, stepSizeDown: 4 };

test("rises and falls repeatedly; the momentum does the opposite", () => {
  const { learningRate, momentum } = cyclicSchedule(options);
  expectValues(learningRate, [1, 3, 5, 4, 3, 2, 1, 3, 5]);
  expectValues(momentum, [0.9, 0.85, 0.8, 0.825, 0.85, 0.875, 0.9, 0.85]);
});

test("half as high each time", () => {
  const { learningRate, momentum } = cyclicSchedule({ ...options, stepSizeDown: 1, mode: "triangular2" });
  expectValues(learningRate, [1, 3, 5, 1, 2, 3, 1, 1.5, 2, 1]);
  expectValues(momentum, [0.9, 0.85, 0.8, 0.9, 0.875, 0.85]);
});

test("decreases at each step", () => {
  const { learningRate } = cyclicSchedule({ ...options, mode: "expRange", gamma: 0.5 });
  expectValues(learningRate, [1, 2, 2, 1 + 3 / 8, 1 + 2 / 16]);
});

test("falls as long as it rises by default", () => {
  const { learningRate } = cyclicSchedule({ baseLr: 0, maxLr: 1 });
  expect([0, 1000, 2000, 3000, 4000].map(learningRate)).toEqual([0, 0.5, 1, 0.5, 0]);
});

test("options out of range are errors", () => {
  const problems: [Partial<CyclicScheduleOptions>, string][] = [
    [{ baseLr: -1 }, "baseLr must be finite and at least 0: got -1."],
    [{ maxLr: -1 }, "maxLr must be finite and at least 0: got -1."],
    [{ stepSizeUp: 0 }, "stepSizeUp must be a whole number of at least 1: got 0."],
    [{ stepSizeDown: 0 }, "stepSizeDown must be a whole number of at least 1: got 0."],
    [{ gamma: 2 }, "gamma must be in [0, 1]: got 2."],
    [{ baseMomentum: 2 }, "baseMomentum must be in [0, 1]: got 2."],
    [{ maxMomentum: -1 }, "maxMomentum must be in [0, 1]: got -1."],
    [
      { mode: "exp_range" as "expRange" },
      'unknown mode "exp_range". Use "triangular", "triangular2" or "expRange".',
    ],
  ];
  for (const [problem, message] of problems) {
    expect(() => cyclicSchedule({ ...options, ...problem })).toThrow(
      new RangeError(`cyclicSchedule: ${message}`),
    );
  }
});
