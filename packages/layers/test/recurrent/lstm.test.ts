import { valueAndGrad } from "@cambium/autograd";
import { inference, parameters } from "@cambium/module";
import { mul, Rng, reshape, sum } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { LSTM } from "../../src/index.ts";
import { fillWithWaves, wave } from "./waves.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const exact = { rtol: 1e-7, atol: 1e-8 };
const x = wave([3, 2, 2], 0.5);
const start = { h: wave([4, 2, 2], 0.25), c: wave([4, 2, 2], 0.75) };

// Results of PyTorch 1.13 for the same numbers.
const layer = fillWithWaves(new LSTM(2, 2, { numLayers: 2, bidirectional: true, dtype: "float64", rng }));

test("two layers in both directions have PyTorch's results", () => {
  const { y, h, c } = layer.forward(x, inference, start);
  expect(y.shape).toEqual([3, 2, 4]);
  expect(reshape(y, [-1])).toBeClose(
    [
      0.33156474, 0.17152153, -0.41671885, -0.1056846, 0.072397319, -0.16401069, -0.22083877, -0.082848218,
      0.24368612, 0.14723605, -0.4785487, -0.070183832, 0.14391736, -0.030434897, -0.11633336, -0.028941605,
      0.22925513, 0.13761408, -0.58032809, -0.027008726, 0.17298984, 0.030003092, 0.073027883, 0.13553604,
    ],
    exact,
  );
  expect(h.shape).toEqual([4, 2, 2]);
  expect(reshape(h, [-1])).toBeClose(
    [
      0.17019573, 0.24566186, -0.16201652, 0.15537152, -0.30693424, -0.33641819, -0.26709687, -0.32720629,
      0.22925513, 0.13761408, 0.17298984, 0.030003092, -0.41671885, -0.1056846, -0.22083877, -0.082848218,
    ],
    exact,
  );
  expect(c.shape).toEqual([4, 2, 2]);
  expect(reshape(c, [-1])).toBeClose(
    [
      0.32617558, 0.36672072, -0.21409724, 0.28007115, -0.74754819, -1.0462625, -0.65072579, -0.75887312,
      0.60819617, 0.34695303, 0.39136001, 0.092510801, -0.57255291, -0.18095225, -0.29655099, -0.13528478,
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
      0.0051016289, 0.00078498899, -0.017869115, -0.0033324644, 0.03755474, 0.0058596725, -0.03236537,
      -0.013530869, 0.00039585371, -0.012192505, -0.026539324, -0.027074002,
    ],
    exact,
  );
  expect(flat("weightHhL1Reverse")).toBeClose(
    [
      0.06893575, 0.00462865, -0.017806541, -0.045026619, 0.12278091, 0.062861538, 0.03539857, 0.14347829,
      -0.1367457, 0.26035554, 0.40043447, 0.55863769, 0.033188815, 0.0075899309, -0.006244152, 0.013284898,
    ],
    exact,
  );
  expect(flat("biasHhL0")).toBeClose(
    [
      -0.014301261, -0.0059154259, 0.0017453439, 0.0076211586, -0.079287596, -0.03719723, -0.004224358,
      0.00010354163,
    ],
    exact,
  );
});

test("with lengths the results are PyTorch's for a packed sequence", () => {
  const { y, h, c } = layer.forward(x, inference, { ...start, lengths: [1, 3] });
  expect(reshape(y, [-1])).toBeClose(
    [
      0.34324209, 0.17198759, -0.57938317, -0.043361904, 0.072397319, -0.16401069, -0.22083877, -0.082848218,
      0, 0, 0, 0, 0.14391736, -0.030434897, -0.11633336, -0.028941605, 0, 0, 0, 0, 0.17298984, 0.030003092,
      0.073027883, 0.13553604,
    ],
    exact,
  );
  expect(reshape(h, [-1])).toBeClose(
    [
      0.30766254, 0.25703918, -0.16201652, 0.15537152, -0.4260806, -0.37663006, -0.26709687, -0.32720629,
      0.34324209, 0.17198759, 0.17298984, 0.030003092, -0.57938317, -0.043361904, -0.22083877, -0.082848218,
    ],
    exact,
  );
  expect(reshape(c, [-1])).toBeClose(
    [
      0.61754738, 0.328654, -0.21409724, 0.28007115, -1.133343, -0.96705411, -0.65072579, -0.75887312,
      0.71590808, 0.4388377, 0.39136001, 0.092510801, -0.81236078, -0.090290602, -0.29655099, -0.13528478,
    ],
    exact,
  );
});
