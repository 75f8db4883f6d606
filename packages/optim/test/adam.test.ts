import { Param } from "@cambium/module";
import { adam, adamw, Optimizer } from "@cambium/optim";
import { tensor } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { expectSteps, type PlainStep } from "./expect-steps.ts";

/** Lengths of the first steps when the gradient is always 1. */
function stepSizes(biasCorrection: boolean, steps: number): number[] {
  const p = new Param(tensor([0], { dtype: "float64" }));
  const optimizer = new Optimizer({ p }, adam({ learningRate: 0.1, biasCorrection }));
  const places = Array.from({ length: steps }, () => {
    optimizer.step({ p: tensor([1], { dtype: "float64" }) });
    return p.value.item();
  });
  return places.map((place, i) => (places[i - 1] ?? 0) - place);
}

describe("a cold start", () => {
  test("with bias correction takes steps of the learning rate from the first on", () => {
    for (const size of stepSizes(true, 20)) expect(size).toBeCloseTo(0.1, 8);
  });

  test("without it the first step is 0.1/√0.001 = 3.16 times as long, and later ones are even longer", () => {
    const sizes = stepSizes(false, 20);
    sizes.forEach((size, i) => {
      const [mean, meanSquare] = [1 - 0.9 ** (i + 1), 1 - 0.999 ** (i + 1)];
      expect(size).toBeCloseTo((0.1 * mean) / Math.sqrt(meanSquare), 5);
    });
    expect(sizes[0]).toBeCloseTo(0.316, 3);
    expect(Math.max(...sizes)).toBeGreaterThan(0.6);
  });
});

describe("variants", () => {
  const formula =
    (adjust: (g: number, p: number) => number, shrink: number, amsgrad = false): (() => PlainStep) =>
    () => {
      let [m, v, largest] = [0, 0, 0];
      return (p, gradient, t) => {
        const g = adjust(gradient, p);
        m = 0.8 * m + 0.2 * g;
        v = 0.9 * v + 0.1 * g * g;
        largest = amsgrad ? Math.max(largest, v) : v;
        return shrink * p - (0.1 * m) / (1 - 0.8 ** t) / (Math.sqrt(largest / (1 - 0.9 ** t)) + 1e-3);
      };
    };
  const options = { learningRate: 0.1, betas: [0.8, 0.9], eps: 1e-3 } as const;

  test("adam decays through its gradient", () => {
    expectSteps(
      adam({ ...options, weightDecay: 0.5 }),
      formula((g, p) => g + 0.5 * p, 1),
    );
  });

  test("adamw applies the decay separately", () => {
    expectSteps(
      adamw({ ...options, weightDecay: 0.5 }),
      formula((g) => g, 0.95),
    );
  });

  test("amsgrad divides by the largest mean square so far", () => {
    expectSteps(
      adam({ ...options, amsgrad: true }),
      formula((g) => g, 1, true),
    );
  });

  test("with beta schedules, bias is corrected by the product of the betas", () => {
    const beta1 = (step: number) => 0.5 + 0.05 * step;
    const beta2 = (step: number) => 0.9 + 0.01 * step;
    expectSteps(adam({ learningRate: 0.1, betas: [beta1, beta2], eps: 1e-3 }), () => {
      let [m, v, left1, left2] = [0, 0, 1, 1];
      return (p, g, t) => {
        const [b1, b2] = [beta1(t - 1), beta2(t - 1)];
        m = b1 * m + (1 - b1) * g;
        v = b2 * v + (1 - b2) * g * g;
        left1 *= b1;
        left2 *= b2;
        return p - (0.1 * m) / (1 - left1) / (Math.sqrt(v / (1 - left2)) + 1e-3);
      };
    });
  });
});

test("a beta that leaves its range is an error at its step, and changes nothing", () => {
  const p = new Param(tensor([1]));
  const optimizer = new Optimizer({ p }, adam({ betas: [(step) => 0.9 + 0.05 * step, 0.999] }));
  const gradient = tensor([1]);
  optimizer.step({ p: gradient });
  optimizer.step({ p: gradient });
  const before = p.value.item();
  expect(() => optimizer.step({ p: gradient })).toThrow(
    new RangeError("adam: betas[0] must be in [0, 1): its schedule gave 1 at step 2. Mend the schedule."),
  );
  expect(p.value.item()).toBe(before);
  expect(optimizer.steps).toBe(2);
});
