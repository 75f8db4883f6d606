import { type OneCycleScheduleOptions, oneCycleSchedule } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectValues } from "./expect-values.ts";

const options: OneCycleScheduleOptions = {
  maxLr: 8,
  totalSteps: 6,
  pctStart: 0.5,
  annealStrategy: "linear",
  divFactor: 2,
  finalDivFactor: 4,
};

test("rises, falls, and stays at the end; the momentum does the opposite", () => {
  const { learningRate, momentum } = oneCycleSchedule(options);
  expectValues(learningRate, [4, 6, 8, 8 - 7 / 3, 8 - 14 / 3, 1, 1, 1]);
  const [low, third] = [0.85, 0.1 / 3];
  expectValues(momentum, [0.95, 0.9, low, low + third, low + 2 * third, 0.95, 0.95]);
});

test("with three phases it returns to its first value before it falls to the last", () => {
  const { learningRate, momentum } = oneCycleSchedule({
    ...options,
    totalSteps: 10,
    pctStart: 0.3,
    threePhase: true,
  });
  expectValues(learningRate, [4, 6, 8, 6, 4, 3.4, 2.8, 2.2, 1.6, 1, 1]);
  expectValues(momentum, [0.95, 0.9, 0.85, 0.9, 0.95, 0.95, 0.95]);
});

test("follows cosines by default", () => {
  const { learningRate } = oneCycleSchedule({ maxLr: 25, totalSteps: 10, pctStart: 0.5 });
  const half = (1 - Math.cos(Math.PI / 4)) / 2;
  expectValues(learningRate, [1, 1 + 24 * half, 13, 25 - 24 * half, 25]);
});

test("without a rise it starts at the largest rate", () => {
  expect(oneCycleSchedule({ ...options, pctStart: 0 }).learningRate(0)).toBe(8);
});

test("options out of range are errors", () => {
  const problems: [Partial<OneCycleScheduleOptions>, string][] = [
    [{ maxLr: -1 }, "maxLr must be finite and at least 0: got -1."],
    [{ totalSteps: 0 }, "totalSteps must be a whole number of at least 1: got 0."],
    [{ pctStart: 2 }, "pctStart must be in [0, 1]: got 2."],
    [{ baseMomentum: -1 }, "baseMomentum must be in [0, 1]: got -1."],
    [{ maxMomentum: 2 }, "maxMomentum must be in [0, 1]: got 2."],
    [{ divFactor: 0 }, "divFactor must be above 0: got 0."],
    [{ finalDivFactor: 0 }, "finalDivFactor must be above 0: got 0."],
    [{ annealStrategy: "cosine" as "cos" }, 'unknown annealStrategy "cosine". Use "cos" or "linear".'],
  ];
  for (const [problem, message] of problems) {
    expect(() => oneCycleSchedule({ ...options, ...problem })).toThrow(
      new RangeError(`oneCycleSchedule: ${message}`),
    );
  }
});
