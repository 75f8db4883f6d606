import { Rng, tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { GRUCell } from "../../src/index.ts";
import { logistic, plainSums } from "./plain-sums.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const float64 = { dtype: "float64" } as const;

test.each([true, false])("a step is its formula, with bias: %s", (bias) => {
  const cell = new GRUCell(2, 2, { rng, bias, ...float64 });
  const [x, h] = [
    [0.3, -1.2],
    [0.5, -0.7],
  ];
  const { fromInput, fromHidden } = plainSums(cell, x, h);
  const gate = (row: number) => logistic(fromInput[row]! + fromHidden[row]!);
  const wanted = h.map((before, unit) => {
    const [r, z] = [gate(unit), gate(2 + unit)];
    const n = Math.tanh(fromInput[4 + unit]! + r * fromHidden[4 + unit]!);
    return (1 - z) * n + z * before;
  });
  const [input, state] = [x, h].map((row) => tensor([row], float64));
  expect(cell.forward(input!, state)).toBeClose([wanted], { rtol: 1e-12 });
});
