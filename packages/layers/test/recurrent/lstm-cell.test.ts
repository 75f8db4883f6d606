import { Rng, tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { LSTMCell } from "../../src/index.ts";
import { logistic, plainSums } from "./plain-sums.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const float64 = { dtype: "float64" } as const;

test.each([true, false])("a step is its formula, with bias: %s", (bias) => {
  const cell = new LSTMCell(2, 2, { rng, bias, ...float64 });
  const [x, h, c] = [
    [0.3, -1.2],
    [0.5, -0.7],
    [1.5, -0.2],
  ];
  const { fromInput, fromHidden } = plainSums(cell, x, h);
  const sum = (gate: number, unit: number) => fromInput[2 * gate + unit]! + fromHidden[2 * gate + unit]!;
  const cells = c.map(
    (before, unit) => logistic(sum(1, unit)) * before + logistic(sum(0, unit)) * Math.tanh(sum(2, unit)),
  );
  const outputs = cells.map((value, unit) => logistic(sum(3, unit)) * Math.tanh(value));
  const [input, hidden, memory] = [x, h, c].map((row) => tensor([row], float64));
  const next = cell.forward(input!, { h: hidden!, c: memory! });
  expect(next.c).toBeClose([cells], { rtol: 1e-12 });
  expect(next.h).toBeClose([outputs], { rtol: 1e-12 });
});

test("a cell state of the wrong shape is named", () => {
  const cell = new LSTMCell(2, 3, { rng });
  const text =
    "LSTMCell(2, 3): c must have shape [1, 3], which is [N, hiddenSize]: got [3]. Leave it out to start from zeros.";
  expect(() => cell.forward(tensor([[1, 2]]), { c: tensor([1, 2, 3]) })).toThrow(text);
});
