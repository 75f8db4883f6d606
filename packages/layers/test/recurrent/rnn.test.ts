import { valueAndGrad } from "@cambium/autograd";
import { inference, parameters } from "@cambium/module";
import { mul, Rng, reshape, sum } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { RNN } from "../../src/index.ts";
import { fillWithWaves, wave } from "./waves.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const exact = { rtol: 1e-7, atol: 1e-8 };
const x = wave([3, 2, 2], 0.5);
const start = { h: wave([4, 2, 2], 0.25) };

// Results of PyTorch 1.13 for the same numbers.
const layer = fillWithWaves(
  new RNN(2, 2, { numLayers: 2, bidirectional: true, dtype: "float64", rng, nonlinearity: "relu" }),
);

test("two layers in both directions have PyTorch's results", () => {
  const { y, h } = layer.forward(x, inference, start);
  expect(y.shape).toEqual([3, 2, 4]);
  expect(reshape(y, [-1])).toBeClose(
    [
      0, 0, 1.3781179, 0.50862357, 0, 0, 1.7986483, 0.48194108, 0, 0, 1.4388338, 0, 0, 0, 1.5015309,
      0.6531175, 0, 0, 0.13636144, 0, 0, 0, 1.8046479, 0,
    ],
    exact,
  );
  expect(h.shape).toEqual([4, 2, 2]);
  expect(reshape(h, [-1])).toBeClose(
    [
      1.1358328, 0.5424183, 0.71904054, 0, 0, 1.5145593, 0, 1.342428, 0, 0, 0, 0, 1.3781179, 0.50862357,
      1.7986483, 0.48194108,
    ],
    exact,
  );
});

test("gradients are PyTorch's", () => {
  const loss = () => {
    const { y } = layer.forward(x, inference, start);
    return sum(mul(y, wave(y.shape, 0.1)));
  };
  const { grads } = valueAndGrad({ x, ...parameters(layer) }, loss);
  const flat = (name: string) => reshape(grads[name as keyof typeof grads]!, [-1]);
  expect(flat("x")).toBeClose(
    [
      -0.087114651, -0.058223756, -0.023597163, -0.050662913, -0.24500816, -0.15586911, 0.066045851,
      -0.097549179, -0.024804028, 0.021873298, -0.23910446, -0.26474179,
    ],
    exact,
  );
  expect(flat("weightHhL1Reverse")).toBeClose([1.1691505, 0.78089229, 1.5895113, 0.076120325], exact);
  expect(flat("biasHhL0")).toBeClose([-0.55798213, -0.30407303], exact);
});

test("with lengths the results are PyTorch's for a packed sequence", () => {
  const { y, h } = layer.forward(x, inference, { ...start, lengths: [1, 3] });
  expect(reshape(y, [-1])).toBeClose(
    [
      0, 0, 0.049073197, 0, 0, 0, 1.7986483, 0.48194108, 0, 0, 0, 0, 0, 0, 1.5015309, 0.6531175, 0, 0, 0, 0,
      0, 0, 1.8046479, 0,
    ],
    exact,
  );
  expect(reshape(h, [-1])).toBeClose(
    [
      1.4471393, 0.019397027, 0.71904054, 0, 0.022047744, 0.22232312, 0, 1.342428, 0, 0, 0, 0, 0.049073197, 0,
      1.7986483, 0.48194108,
    ],
    exact,
  );
});

test("an unknown nonlinearity is named", () => {
  const text = 'RNN: unknown nonlinearity "sigmoid". Use "tanh" or "relu".';
  const options = { rng, nonlinearity: "sigmoid" as "tanh" };
  expect(() => new RNN(2, 3, options)).toThrow(new RangeError(text));
});
