import { adadelta } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("scales gradients by the ratio of recent steps to recent gradients", () => {
  expectSteps(adadelta({ learningRate: 0.5, rho: 0.8, eps: 1e-3, weightDecay: 0.1 }), () => {
    let [v, u] = [0, 0];
    return (p, gradient) => {
      const g = gradient + 0.1 * p;
      v = 0.8 * v + 0.2 * g * g;
      const d = (Math.sqrt(u + 1e-3) / Math.sqrt(v + 1e-3)) * g;
      u = 0.8 * u + 0.2 * d * d;
      return p - 0.5 * d;
    };
  });
});

test("options out of range are errors", () => {
  expect(() => adadelta({ rho: -0.1 })).toThrow(
    new RangeError("adadelta: rho must be in [0, 1): got -0.1. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "eps", "weightDecay"]) {
    expect(() => adadelta({ [option]: -1 })).toThrow(
      new RangeError(`adadelta: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
