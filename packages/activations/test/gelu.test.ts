import { tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { gelu } from "../src/gelu.ts";

/** x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) */
const approximate = (x: number): number =>
  x === -Infinity ? 0 : (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

describeOp({ name: "gelu, exact", run: (x) => gelu(x!), inputs: [floats([2, 3])] });
describeOp({
  name: "gelu, by tanh",
  run: (x) => gelu(x!, "tanh"),
  inputs: [floats([2, 3])],
  formula: approximate,
});

test("both forms agree to three digits", () => {
  const x = tensor([-3, -1, -0.1, 0.5, 2]);
  const exact = gelu(x).dataSync();
  for (const [i, value] of gelu(x, "tanh").dataSync().entries()) expect(value).toBeCloseTo(exact[i]!, 2);
});

test("an unknown approximation is named", () => {
  const text = 'gelu: unknown approximation "fast". Use "none" or "tanh".';
  expect(() => gelu(tensor([1]), "fast" as "tanh")).toThrow(new RangeError(text));
});
