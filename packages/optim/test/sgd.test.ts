import { rampSchedule, sgd } from "@cambium/optim";
import { describe, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

describe("a momentum annealed from 0.5 to 0.99", () => {
  const momentum = rampSchedule({ from: 0.5, to: 0.99, steps: 5 });

  test("keeps that much of the velocity at each step", () => {
    expectSteps(sgd({ learningRate: 0.1, momentum, weightDecay: 0.1 }), () => {
      let v = 0;
      return (p, gradient, t) => {
        v = momentum(t - 1) * v + gradient + 0.1 * p;
        return p - 0.1 * v;
      };
    });
  });

  test("looks ahead as far as the present momentum goes, with Nesterov", () => {
    expectSteps(sgd({ learningRate: 0.1, momentum, nesterov: true }), () => {
      let v = 0;
      return (p, g, t) => {
        v = momentum(t - 1) * v + g;
        return p - 0.1 * (g + momentum(t - 1) * v);
      };
    });
  });

  test("leaves dampening to the steps after the first", () => {
    expectSteps(sgd({ learningRate: 0.1, momentum, dampening: 0.3 }), () => {
      let v = 0;
      return (p, g, t) => {
        v = momentum(t - 1) * v + (t === 1 ? 1 : 0.7) * g;
        return p - 0.1 * v;
      };
    });
  });
});
