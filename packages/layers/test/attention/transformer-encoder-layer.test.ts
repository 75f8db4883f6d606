import { valueAndGrad } from "@cambium/autograd";
import { inference, type Mode, parameters, training } from "@cambium/module";
import { mul, normal, Rng, ShapeError, sum, type Tensor, tensor } from "@cambium/tensor";
import { asFunction, checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { TransformerEncoderLayer, type TransformerEncoderLayerOptions } from "../../src/index.ts";
import { fillWithWaves, wave } from "../recurrent/waves.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const float64 = { rng, dtype: "float64" } as const;
const x = wave([2, 3, 4], 0.5);

/** Results of PyTorch 1.13 for the same numbers, and the gradient of Σ y·wave with respect to x. */
const wanted: readonly [TransformerEncoderLayerOptions, number[], number[]][] = [
  [
    { ...float64, dimFeedforward: 3 },
    [
      0.73926122, -0.4430933, -0.34107981, -0.33218925, 0.49324386, -1.0416479, 0.10831532, 0.56553975,
      0.73122812, -0.42087897, -0.41362894, -0.24913326, 0.13366652, -1.1624729, 0.33534601, 0.97825318,
      0.75535799, -0.52230453, -0.32561282, -0.21281997, 0.18774166, -1.1246045, 0.56414519, 0.44502311,
    ],
    [
      -0.12123726, -0.10610681, 0.14093604, -0.04578527, -0.081973919, 0.22092385, -0.027109212, 0.19653378,
      -0.095710906, 0.18328907, 0.097259123, -0.19919944, -1.0122232, 0.63861506, 0.10551235, 0.44662101,
      0.29244349, 0.68974625, 0.20352958, -0.41813527, -1.6734051, 0.71536662, 0.40147766, 0.83143386,
    ],
  ],
  [
    { ...float64, dimFeedforward: 3, normFirst: true, activation: "gelu" },
    [
      1.4287543, 0.79421201, 0.61201933, -0.25204815, 0.72243771, -1.9331806, 0.31048896, -0.38705273,
      2.0401615, 0.43063584, -0.10970549, -1.0868089, 0.95377282, -1.465595, 1.0671297, 0.46733321, 1.5444513,
      -0.5898554, -0.29292761, -2.0517598, 1.2929405, -0.34922453, 1.4000669, 0.22445525,
    ],
    [
      0.054722827, 0.8019441, 1.0109593, 0.35496638, -0.57675369, -0.94872087, -0.71190999, 0.12486629,
      0.91137729, 0.87610296, 0.28781474, -0.50905057, -0.93736596, -0.68390371, 0.1286872, 0.79601499,
      0.96769735, 0.22934276, -0.57203397, -0.94194507, -0.49509487, 0.18703438, 0.84114582, 0.73191746,
    ],
  ],
];

test.each(wanted)("gives what PyTorch's gives (%#)", (options, output, gradient) => {
  const layer = fillWithWaves(new TransformerEncoderLayer(4, 2, options));
  const padding = [
    [0, 0, 1],
    [0, 0, 0],
  ];
  const run = () => layer.forward(x, inference, { keyPaddingMask: tensor(padding, { dtype: "bool" }) });
  const exact = { rtol: 1e-7, atol: 1e-8 };
  expect(run().dataSync()).toBeClose(Float64Array.from(output), exact);
  const { grads } = valueAndGrad({ x }, () => sum(mul(run(), wave([2, 3, 4], 0.1))));
  expect(grads.x.dataSync()).toBeClose(Float64Array.from(gradient), exact);
});

test("parameters have PyTorch's names, and the default hidden size is 2048", () => {
  const layer = new TransformerEncoderLayer(4, 2, { rng });
  expect(Object.keys(parameters(layer))).toEqual([
    "selfAttn.inProjWeight",
    "selfAttn.inProjBias",
    "selfAttn.outProj.weight",
    "selfAttn.outProj.bias",
    "linear1.weight",
    "linear1.bias",
    "linear2.weight",
    "linear2.bias",
    "norm1.weight",
    "norm1.bias",
    "norm2.weight",
    "norm2.bias",
  ]);
  expect(layer.linear1.weight.value.shape).toEqual([2048, 4]);
});

test("ignores the order of positions, and with isCausal later positions", () => {
  const layer = new TransformerEncoderLayer(4, 2, { ...float64, dimFeedforward: 8 });
  const rows = (...given: number[][]) => tensor([given], { dtype: "float64" });
  const [first, second, third] = (x.toArray() as number[][][])[0]! as [number[], number[], number[]];
  const outputs = (y: Tensor) => (y.toArray() as number[][][])[0]!;
  const forwards = outputs(layer.forward(rows(first, second, third), inference));
  const backwards = outputs(layer.forward(rows(third, second, first), inference));
  expect(backwards[0]).toEqual(forwards[2]!.map((value) => expect.closeTo(value, 10)));
  const causal = outputs(layer.forward(rows(first, second, third), inference, { isCausal: true }));
  const shorter = outputs(layer.forward(rows(first, second), inference, { isCausal: true }));
  expect(shorter[1]).toEqual(causal[1]!.map((value) => expect.closeTo(value, 10)));
});

test.each([true, false])("gradients of first and second order, normFirst: %s", (normFirst) => {
  const options = { ...float64, dimFeedforward: 3, activation: "gelu", normFirst } as const;
  const layer = new TransformerEncoderLayer(2, 1, options);
  const own = Object.values(parameters(layer));
  const run = asFunction(layer, (x) => layer.forward(x, inference));
  const inputs = [normal([2, 2, 2], float64), ...own.map(({ value }) => normal(value.shape, float64))];
  checkGradient(run, inputs);
  const ofInput = (x: Tensor) => run(x, ...inputs.slice(1));
  checkGradient(ofInput, inputs.slice(0, 1), { order: 2, rtol: 1e-5 });
});

test("dropout acts only in training", () => {
  const layer = new TransformerEncoderLayer(4, 2, { ...float64, dimFeedforward: 8, dropout: 1 - 2 ** -24 });
  const plain = layer.norm2.forward(layer.norm1.forward(x));
  const biased = layer.forward(x, training(rng));
  expect(biased).toBeClose(plain, { rtol: 1e-10 });
  expect(layer.forward(x, inference)).not.toBeClose(plain);
});

test("an input that does not fit is described", () => {
  const layer = new TransformerEncoderLayer(4, 2, { rng, dimFeedforward: 8 });
  const text =
    "TransformerEncoderLayer(4, 2, { dimFeedforward: 8 }): MultiHeadAttention(4, 2, { dropout: 0.1 }): query must have shape [N, L, 4]: got [3, 4], beside query [3, 4] and key [3, 4]. " +
    "Project or reshape it.";
  expect(() => layer.forward(normal([3, 4], { rng }), inference)).toThrow(new ShapeError(text));
  const mode =
    "TransformerEncoderLayer: forward needs a mode after the input: got undefined. Pass training(rng) or inference.";
  expect(() => layer.forward(x, undefined as unknown as Mode)).toThrow(new TypeError(mode));
});

test("sizes and options out of range are named", () => {
  const make =
    (options: Partial<TransformerEncoderLayerOptions>, numHeads = 2) =>
    () =>
      new TransformerEncoderLayer(4, numHeads, { rng, ...options });
  const layer = "TransformerEncoderLayer";
  expect(make({ dimFeedforward: 0 })).toThrow(
    new RangeError(
      `${layer}: dimFeedforward must be a whole number of at least 1: got 0. Are the arguments in order?`,
    ),
  );
  expect(make({ dropout: -0.5 })).toThrow(
    new RangeError(
      `${layer}: dropout, the probability to drop, must be in [0, 1): got -0.5. If it is the probability to keep, give 1 - dropout.`,
    ),
  );
  expect(make({ activation: "silu" as "gelu" })).toThrow(
    new RangeError(`${layer}: unknown activation "silu". Use "relu" or "gelu".`),
  );
  expect(make({ layerNormEps: 0 })).toThrow(
    new RangeError("LayerNorm: eps must be finite and above 0: got 0. The usual value is 1e-5."),
  );
  expect(make({}, 3)).toThrow(
    new RangeError(
      "MultiHeadAttention: numHeads must divide embedDim: 3 does not divide 4. Change one of them.",
    ),
  );
});

test("leaves nothing in memory but its result", () => {
  const layer = new TransformerEncoderLayer(4, 2, { ...float64, dimFeedforward: 8 });
  for (const mode of [inference, training(rng)]) {
    expectNoLeak(() => layer.forward(x, mode, { isCausal: true }).dispose());
  }
});
