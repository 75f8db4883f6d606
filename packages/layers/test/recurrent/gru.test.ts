import { valueAndGrad } from "@cambium/autograd";
import { inference, parameters } from "@cambium/module";
import { mul, Rng, reshape, sum } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { GRU } from "../../src/index.ts";
import { fillWithWaves, wave } from "./waves.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const exact = { rtol: 1e-7, atol: 1e-8 };
const x = wave([3, 2, 2], 0.5);
const start = { h: wave([4, 2, 2], 0.25) };

// Results of PyTorch 1.13 for the same numbers.
const layer = fillWithWaves(new GRU(2, 2, { numLayers: 2, bidirectional: true, dtype: "float64", rng }));

test("two layers in both directions have PyTorch's results", () => {
  const { y, h } = layer.forward(x, inference, start);
  expect(y.shape).toEqual([3, 2, 4]);
  expect(reshape(y, [-1])).toBeClose(
    [
      0.6770765, 0.82722631, -0.33771472, -0.51093148, 0.40523649, -0.088805231, -0.16843168, -0.4223146,
      0.57022501, 0.73687056, -0.5540235, -0.34647636, 0.48319874, 0.14165376, -0.19999309, -0.2104512,
      0.52665307, 0.70027252, -0.63882707, -0.55523297, 0.50049426, 0.23229678, -0.046668859, 0.12094194,
    ],
    exact,
  );
  expect(h.shape).toEqual([4, 2, 2]);
  expect(reshape(h, [-1])).toBeClose(
    [
      0.32050506, 0.33140797, -0.27080029, 0.30526988, -0.34171562, -0.63555768, -0.39675193, -0.4525389,
      0.52665307, 0.70027252, 0.50049426, 0.23229678, -0.33771472, -0.51093148, -0.16843168, -0.4223146,
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
      0.058925388, 0.046039274, -0.12692689, -0.11493369, 0.16675348, 0.067356529, -0.14392334, -0.11251002,
      0.026203924, -0.039981459, -0.11799539, -0.12275964,
    ],
    exact,
  );
  expect(flat("weightHhL1Reverse")).toBeClose(
    [
      0.074240696, 0.079824444, 0.071826492, 0.044084531, 0.090903355, 0.10400858, 0.043187753, 0.23556458,
      -0.084188223, 0.22865176, 0.41704638, 0.60575095,
    ],
    exact,
  );
  expect(flat("biasHhL0")).toBeClose(
    [-0.0355236, 0.0058481629, 0.0044795313, 0.002349732, -0.14427926, 0.019363214],
    exact,
  );
});

test("with lengths the results are PyTorch's for a packed sequence", () => {
  const { y, h } = layer.forward(x, inference, { ...start, lengths: [1, 3] });
  expect(reshape(y, [-1])).toBeClose(
    [
      0.74456378, 0.81358536, -0.59560166, -0.60476277, 0.40523649, -0.088805231, -0.16843168, -0.4223146, 0,
      0, 0, 0, 0.48319874, 0.14165376, -0.19999309, -0.2104512, 0, 0, 0, 0, 0.50049426, 0.23229678,
      -0.046668859, 0.12094194,
    ],
    exact,
  );
  expect(reshape(h, [-1])).toBeClose(
    [
      0.55019392, 0.30508689, -0.27080029, 0.30526988, -0.65942324, -0.80023767, -0.39675193, -0.4525389,
      0.74456378, 0.81358536, 0.50049426, 0.23229678, -0.59560166, -0.60476277, -0.16843168, -0.4223146,
    ],
    exact,
  );
});
