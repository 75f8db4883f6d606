import { lion } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("moves by the sign of a mean and applies the decay separately", () => {
  expectSteps(lion({ learningRate: 0.1, betas: [0.8, 0.9], weightDecay: 0.5 }), () => {
    let m = 0;
    return (p, g) => {
      const direction = Math.sign(0.8 * m + (1 - 0.8) * g);
      m = 0.9 * m + (1 - 0.9) * g;
      return p - 0.1 * (direction + 0.5 * p);
    };
  });
});

test("options out of range are errors", () => {
  expect(() => lion({ betas: [0.9, 1.5] })).toThrow(
    new RangeError("lion: betas[1] must be in [0, 1): got 1.5. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "weightDecay"]) {
    expect(() => lion({ [option]: Infinity })).toThrow(
      new RangeError(`lion: ${option} must be finite and at least 0: got Infinity.`),
    );
  }
});
