import { rprop } from "@cambium/optim";
import { expect, test } from "vitest";
import { expectSteps } from "./expect-steps.ts";

test("steps grow while signs stay equal, shrink where they change, and stay within bounds", () => {
  expectSteps(rprop({ learningRate: 0.1, etas: [0.25, 1.5], stepSizes: [0.05, 0.3] }), () => {
    let [size, previous] = [0.1, 0];
    return (p, gradient) => {
      const agreement = gradient * previous;
      const factor = agreement > 0 ? 1.5 : agreement < 0 ? 0.25 : 1;
      size = Math.min(Math.max(size * factor, 0.05), 0.3);
      previous = agreement < 0 ? 0 : gradient;
      return p - size * Math.sign(previous);
    };
  });
});

test("options out of range are errors", () => {
  expect(() => rprop({ learningRate: -1 })).toThrow(
    new RangeError("rprop: learningRate must be finite and at least 0: got -1."),
  );
  expect(() => rprop({ etas: [1, 1.2] })).toThrow(
    new RangeError(
      "rprop: etas must be a factor in (0, 1) and one above 1: got 1 and 1.2. Usual are 0.5 and 1.2.",
    ),
  );
  expect(() => rprop({ stepSizes: [0, 1] })).toThrow(
    new RangeError("rprop: stepSizes[0] must be above 0: got 0."),
  );
  expect(() => rprop({ stepSizes: [2, 1] })).toThrow(
    new RangeError("rprop: stepSizes must be finite and in order: got 2 and 1. Usual are 1e-6 and 50."),
  );
});
