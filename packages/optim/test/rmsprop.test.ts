import { Param } from "@cambium/module";
import { Optimizer, rmsprop } from "@cambium/optim";
import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("divides by the root of the running mean square", () => {
  expectSteps(rmsprop({ learningRate: 0.1, alpha: 0.8, eps: 1e-3, weightDecay: 0.1 }), () => {
    let v = 0;
    return (p, gradient) => {
      const g = gradient + 0.1 * p;
      v = 0.8 * v + 0.2 * g * g;
      return p - (0.1 * g) / (Math.sqrt(v) + 1e-3);
    };
  });
});

test("centered and with a momentum that changes", () => {
  const momentum = (step: number) => step / 10;
  expectSteps(rmsprop({ learningRate: 0.1, alpha: 0.8, eps: 1e-3, momentum, centered: true }), () => {
    let [v, a, b] = [0, 0, 0];
    return (p, g, t) => {
      v = 0.8 * v + 0.2 * g * g;
      a = 0.8 * a + 0.2 * g;
      b = momentum(t - 1) * b + g / (Math.sqrt(Math.max(0, v - a * a)) + 1e-3);
      return p - 0.1 * b;
    };
  });
});

test("centered, stays finite if all gradients are equal", () => {
  const p = new Param(tensor([0, 0, 0]));
  const optimizer = new Optimizer({ p }, rmsprop({ centered: true, alpha: 0.5 }));
  for (let i = 0; i < 100; i++) optimizer.step({ p: tensor([0.1, 0.3, 0.7]) });
  for (const value of p.value.dataSync()) expect(value).toBeLessThan(0);
});

test("options out of range are errors", () => {
  expect(() => rmsprop({ alpha: 1 })).toThrow(
    new RangeError("rmsprop: alpha must be in [0, 1): got 1. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "eps", "weightDecay", "momentum"]) {
    expect(() => rmsprop({ [option]: -1 })).toThrow(
      new RangeError(`rmsprop: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
