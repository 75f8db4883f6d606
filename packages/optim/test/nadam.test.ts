import { nadam } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("looks ahead along the mean, with a momentum that rises", () => {
  const options = {
    learningRate: 0.1,
    betas: [0.8, 0.9],
    eps: 1e-3,
    weightDecay: 0.1,
    momentumDecay: 0.5,
  } as const;
  const momentum = (t: number) => 0.8 * (1 - 0.5 * 0.96 ** (t * 0.5));
  expectSteps(nadam(options), () => {
    let [m, v, product] = [0, 0, 1];
    return (p, gradient, t) => {
      const g = gradient + 0.1 * p;
      product *= momentum(t);
      m = 0.8 * m + 0.2 * g;
      v = 0.9 * v + 0.1 * g * g;
      const divisor = Math.sqrt(v / (1 - 0.9 ** t)) + 1e-3;
      const now = ((1 - momentum(t)) * g) / (1 - product);
      const ahead = (momentum(t + 1) * m) / (1 - product * momentum(t + 1));
      return p - (0.1 * (now + ahead)) / divisor;
    };
  });
});

test("options out of range are errors", () => {
  expect(() => nadam({ betas: [0.9, Number.NaN] })).toThrow(
    new RangeError("nadam: betas[1] must be in [0, 1): got NaN. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "eps", "weightDecay", "momentumDecay"]) {
    expect(() => nadam({ [option]: -1 })).toThrow(
      new RangeError(`nadam: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
