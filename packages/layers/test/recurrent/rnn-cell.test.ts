import { Rng, tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { RNNCell } from "../../src/index.ts";
import { plainSums } from "./plain-sums.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const [x, h] = [
  [0.3, -1.2],
  [0.5, 0.1, -0.7],
];

test.each(["tanh", "relu"] as const)("a step is its formula, with %s", (nonlinearity) => {
  for (const bias of [true, false]) {
    const cell = new RNNCell(2, 3, { rng, dtype: "float64", nonlinearity, bias });
    const { fromInput, fromHidden } = plainSums(cell, x, h);
    const sums = fromInput.map((sum, i) => sum + fromHidden[i]!);
    const wanted = sums.map((sum) => (nonlinearity === "tanh" ? Math.tanh(sum) : Math.max(sum, 0)));
    const [input, state] = [x, h].map((row) => tensor([row], { dtype: "float64" }));
    expect(cell.forward(input!, state)).toBeClose([wanted], { rtol: 1e-12 });
  }
});

test("an unknown nonlinearity is named", () => {
  const text = 'RNNCell: unknown nonlinearity "gelu". Use "tanh" or "relu".';
  expect(() => new RNNCell(2, 3, { rng, nonlinearity: "gelu" as "relu" })).toThrow(new RangeError(text));
});
