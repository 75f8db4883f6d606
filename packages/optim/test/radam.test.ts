import { radam } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("follows the mean alone at first, then divides by the rectified mean square", () => {
  const limit = 2 / (1 - 0.99) - 1;
  const seen: boolean[] = [];
  expectSteps(radam({ learningRate: 0.1, betas: [0.8, 0.99], eps: 1e-3, weightDecay: 0.1 }), () => {
    let [m, v] = [0, 0];
    return (p, gradient, t) => {
      const g = gradient + 0.1 * p;
      m = 0.8 * m + 0.2 * g;
      v = 0.99 * v + 0.01 * g * g;
      const mean = m / (1 - 0.8 ** t);
      const length = limit - (2 * t * 0.99 ** t) / (1 - 0.99 ** t);
      seen.push(length > 5);
      if (length <= 5) return p - 0.1 * mean;
      const ratio = ((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length);
      return p - (0.1 * mean * Math.sqrt(ratio) * Math.sqrt(1 - 0.99 ** t)) / (Math.sqrt(v) + 1e-3);
    };
  });
  expect(new Set(seen)).toEqual(new Set([false, true]));
});

test("options out of range are errors", () => {
  expect(() => radam({ betas: [-1, 0.9] })).toThrow(
    new RangeError("radam: betas[0] must be in [0, 1): got -1. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "eps", "weightDecay"]) {
    expect(() => radam({ [option]: -1 })).toThrow(
      new RangeError(`radam: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
