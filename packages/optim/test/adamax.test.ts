import { adamax } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("divides by the largest recent gradient", () => {
  expectSteps(adamax({ learningRate: 0.1, betas: [0.8, 0.9], eps: 1e-3, weightDecay: 0.1 }), () => {
    let [m, u] = [0, 0];
    return (p, gradient, t) => {
      const g = gradient + 0.1 * p;
      m = 0.8 * m + 0.2 * g;
      u = Math.max(0.9 * u, Math.abs(g) + 1e-3);
      return p - ((0.1 / (1 - 0.8 ** t)) * m) / u;
    };
  });
});

test("options out of range are errors", () => {
  expect(() => adamax({ betas: [1, 0.9] })).toThrow(
    new RangeError("adamax: betas[0] must be in [0, 1): got 1. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "eps", "weightDecay"]) {
    expect(() => adamax({ [option]: -1 })).toThrow(
      new RangeError(`adamax: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
