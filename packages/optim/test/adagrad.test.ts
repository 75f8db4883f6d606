import { adagrad } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("divides by the root of the sum of all squares, with a decaying rate", () => {
  const options = {
    learningRate: 0.3,
    lrDecay: 0.5,
    weightDecay: 0.1,
    initialAccumulatorValue: 0.25,
    eps: 1e-3,
  };
  expectSteps(adagrad(options), () => {
    let squares = 0.25;
    return (p, gradient, t) => {
      const g = gradient + 0.1 * p;
      squares += g * g;
      return p - (0.3 / (1 + (t - 1) * 0.5)) * (g / (Math.sqrt(squares) + 1e-3));
    };
  });
});

test.each(["learningRate", "lrDecay", "weightDecay", "initialAccumulatorValue", "eps"])(
  "%s below 0 is an error",
  (option) => {
    expect(() => adagrad({ [option]: -1 })).toThrow(
      new RangeError(`adagrad: ${option} must be finite and at least 0: got -1.`),
    );
  },
);
