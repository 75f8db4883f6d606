import { valueAndGrad } from "@cambium/autograd";
import { constant, type Initializer, xavierNormal, zeros } from "@cambium/init";
import { mse } from "@cambium/losses";
import { inference, parameters } from "@cambium/module";
import { mul, Rng, scope, sub, tanh, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Linear, Sequential } from "../../src/index.ts";

const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const xor = tensor([[0], [1], [1], [0]]);

/** The rows of the hidden layer's weight, and the loss, after 300 steps of gradient descent. */
function train(init: Initializer) {
  const rng = new Rng(3);
  const hidden = new Linear(2, 4, { rng, init, biasInit: zeros });
  const model = new Sequential(hidden, tanh, new Linear(4, 1, { rng, init, biasInit: zeros }));
  const loss = () => mse(model.forward(x, inference), xor);
  for (let step = 0; step < 300; step++) {
    scope(() => {
      const { grads } = valueAndGrad(parameters(model), loss);
      for (const [name, parameter] of Object.entries(parameters(model))) {
        parameter.value = sub(parameter.value, mul(grads[name]!, 0.5));
      }
    });
  }
  return { rows: hidden.weight.value.toArray() as number[][], loss: loss().item() };
}

test("from zeros no weight ever moves, and the answer is ½ to everything", () => {
  const { rows, loss } = train(zeros);
  expect(rows.flat().every((weight) => weight === 0)).toBe(true);
  expect(loss).toBeCloseTo(0.25, 6);
});

test("from equal weights all hidden units stay equal to the last bit, and do not learn XOR", () => {
  const { rows, loss } = train(constant(0.5));
  for (const row of rows) expect(row).toEqual(rows[0]);
  expect(rows[0]).not.toEqual([0.5, 0.5]);
  expect(loss).toBeGreaterThan(0.1);
});

test("from a random start they differ, and learn it", () => {
  const { rows, loss } = train(xavierNormal());
  expect(new Set(rows.map(String)).size).toBe(4);
  expect(loss).toBeLessThan(0.01);
});
