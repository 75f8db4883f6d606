import { createWasmBackend } from "@cambium/cpu-wasm";
import {
  inference,
  loadStateDict,
  type Mode,
  moveTo,
  parameters,
  stateDict,
  training,
} from "@cambium/module";
import {
  alias,
  DTypeError,
  normal,
  ones,
  Rng,
  ShapeError,
  sum,
  type Tensor,
  tensor,
  toBackend,
} from "@cambium/tensor";
import { asFunction, checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { MultiHeadAttention, type MultiHeadAttentionInputs } from "../../src/index.ts";
import { fillWithWaves, wave } from "../recurrent/waves.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const float64 = { rng, dtype: "float64" } as const;
const bools = (values: number[][]) => tensor(values, { dtype: "bool" });

test("has the results of PyTorch 1.13, with other sizes of keys and values and both masks", () => {
  const attention = fillWithWaves(new MultiHeadAttention(4, 2, { ...float64, kdim: 3, vdim: 5 }));
  const [query, key, value] = [wave([2, 2, 4], 0.5), wave([2, 3, 3], 0.25), wave([2, 3, 5], 0.75)];
  const { y, weights } = attention.forward(query, key, value, inference, {
    keyPaddingMask: bools([
      [0, 0, 1],
      [0, 0, 0],
    ]),
    attnMask: bools([
      [0, 1, 0],
      [0, 0, 0],
    ]),
    needWeights: true,
  });
  expect([y.shape, weights!.shape]).toEqual([
    [2, 2, 4],
    [2, 2, 2, 3],
  ]);
  const exact = { rtol: 1e-7, atol: 1e-8 };
  expect(y.dataSync()).toBeClose(
    Float64Array.of(
      ...[
        -0.62738371, 0.3293111, -0.53092381, 1.3731558, -0.31921535, -0.52730073, 0.69725557, 0.02700722,
        0.13096425, -0.90270727, 0.92037393, 0.0022472262, 0.083453722, -0.610338, 0.44351524, 0.56513204,
      ],
    ),
    exact,
  );
  expect(weights!.dataSync()).toBeClose(
    Float64Array.of(
      ...[
        1, 0, 0, 0.31873377, 0.68126623, 0, 1, 0, 0, 0.092736015, 0.90726398, 0, 0.38647456, 0, 0.61352544,
        0.33975931, 0.24481417, 0.41542652, 0.31446303, 0, 0.68553697, 0.46438621, 0.34209067, 0.19352312,
      ],
    ),
    exact,
  );
});

test("parameters have PyTorch's names and load from a state with them", async () => {
  const attention = new MultiHeadAttention(4, 2, { rng });
  expect(Object.keys(parameters(attention))).toEqual([
    "inProjWeight",
    "inProjBias",
    "outProj.weight",
    "outProj.bias",
  ]);
  const saved = await stateDict(new MultiHeadAttention(4, 2, { rng }));
  loadStateDict(attention, {
    in_proj_weight: saved.inProjWeight!,
    in_proj_bias: saved.inProjBias!,
    "out_proj.weight": saved["outProj.weight"]!,
    "out_proj.bias": saved["outProj.bias"]!,
  });
  expect(await stateDict(attention)).toEqual(saved);
  const other = new MultiHeadAttention(4, 2, { rng, vdim: 3, bias: false });
  expect(Object.keys(parameters(other))).toEqual([
    "qProjWeight",
    "kProjWeight",
    "vProjWeight",
    "outProj.weight",
  ]);
});

test("weights of projections start within Xavier's bound, biases at 0", () => {
  const { inProjWeight, inProjBias, outProj } = new MultiHeadAttention(16, 2, { rng });
  const largest = Math.max(...inProjWeight!.value.dataSync().map(Math.abs));
  const bound = Math.sqrt(6 / (16 + 48));
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest).toBeGreaterThan(0.95 * bound);
  for (const bias of [inProjBias!, outProj.bias!]) expect(sum(bias.value).item()).toBe(0);
});

const attention = new MultiHeadAttention(4, 2, float64);
const x = normal([2, 3, 4], float64);
const attend = (inputs?: MultiHeadAttentionInputs) => attention.forward(x, x, x, inference, inputs).y;

test("the product for self-attention in one gives what three give", () => {
  expect(attend()).toBeClose(attention.forward(x, alias(x), alias(x), inference).y, { rtol: 1e-12 });
});

test("masks of bools and of floats, in all pairs, hide the same keys", () => {
  const hide = Number.NEGATIVE_INFINITY;
  const padding = [
    [0, 0, 1],
    [0, 0, 0],
  ];
  const later = [
    [0, 1, 1],
    [0, 0, 1],
    [0, 0, 0],
  ];
  const both = (values: number[][]) => [
    bools(values),
    tensor(
      values.map((row) => row.map((value) => (value === 1 ? hide : 0))),
      { dtype: "float64" },
    ),
  ];
  const wanted = attend({ keyPaddingMask: bools(padding), isCausal: true });
  for (const keyPaddingMask of both(padding)) {
    for (const attnMask of both(later)) {
      expect(attend({ keyPaddingMask, attnMask })).toBeClose(wanted, { rtol: 1e-12 });
    }
  }
});

test("each sample and head may have its own mask", () => {
  const masks = [0, 1, 1, 0].map((hidden) => new Array<number[]>(3).fill([0, 0, hidden]));
  const attnMask = tensor(masks, { dtype: "bool" });
  const { weights } = attention.forward(x, x, x, inference, { attnMask, needWeights: true });
  const lastKey = (weights!.toArray() as number[][][][]).flat().map((head) => head[0]![2]! === 0);
  expect(lastKey).toEqual([false, true, true, false]);
});

test("gradients of first and second order", () => {
  const own = Object.values(parameters(attention));
  const run = (x: Tensor) => attention.forward(x, x, x, inference, { isCausal: true });
  checkGradient(asFunction(attention, run), [x, ...own.map(({ value }) => normal(value.shape, float64))]);
  const cross = (query: Tensor, key: Tensor, value: Tensor): Tensor =>
    attention.forward(query, key, value, inference).y;
  const inputs = [x, normal([2, 2, 4], float64), normal([2, 2, 4], float64)];
  for (const order of [1, 2] as const) checkGradient(cross, inputs, { order });
});

test("weights are dropped in training", () => {
  const dropping = new MultiHeadAttention(4, 2, { ...float64, dropout: 0.5 });
  const { weights } = dropping.forward(x, x, x, training(new Rng(3)), { needWeights: true });
  const { weights: kept } = dropping.forward(x, x, x, inference, { needWeights: true });
  expect(weights!.dataSync().filter((value: number) => value === 0).length).toBeGreaterThan(5);
  expect(kept!.dataSync()).not.toContain(0);
});

test("cpu-wasm gives what the reference backend gives", async () => {
  const layer = new MultiHeadAttention(8, 2, { rng });
  const [given, mask] = [
    normal([3, 5, 8], { rng }),
    bools([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 1, 1],
      [0, 1, 1, 1, 1],
    ]),
  ];
  const wanted = layer.forward(given, given, given, inference, { keyPaddingMask: mask, isCausal: true }).y;
  const backend = await createWasmBackend({ threads: 1 });
  await moveTo(layer, backend);
  const [moved, keyPaddingMask] = [await toBackend(given, backend), await toBackend(mask, backend)];
  expect(layer.forward(moved, moved, moved, inference, { keyPaddingMask, isCausal: true }).y).toBeClose(
    wanted,
  );
});

test("inputs that do not fit are described", () => {
  const layer = new MultiHeadAttention(4, 2, { rng, kdim: 3 });
  const shaped = (...shape: number[]) => normal(shape, { rng });
  const run = (query: Tensor, key: Tensor, value: Tensor) => () =>
    layer.forward(query, key, value, inference);
  const text = (what: string, got: string, query: string, key: string) =>
    `MultiHeadAttention(4, 2, { kdim: 3 }): ${what}: got ${got}, beside query ${query} and key ${key}. Project or reshape it.`;
  expect(run(shaped(2, 4), shaped(1, 2, 3), shaped(1, 2, 4))).toThrow(
    new ShapeError(text("query must have shape [N, L, 4]", "[2, 4]", "[2, 4]", "[1, 2, 3]")),
  );
  expect(run(shaped(2, 5, 4), shaped(2, 5, 4), shaped(2, 5, 4))).toThrow(
    new ShapeError(text("key must have shape [N, S, 3]", "[2, 5, 4]", "[2, 5, 4]", "[2, 5, 4]")),
  );
  expect(run(shaped(2, 5, 4), shaped(2, 5, 3), shaped(2, 6, 4))).toThrow(
    new ShapeError(text("value must have shape [N, S, 4]", "[2, 6, 4]", "[2, 5, 4]", "[2, 5, 3]")),
  );
});

test("forward(x, mode) is an error that shows the call for self-attention", () => {
  const layer = new MultiHeadAttention(4, 2, { rng });
  const untyped = layer as unknown as { forward(...args: unknown[]): unknown };
  const x = normal([1, 3, 4], { rng });
  const advice = "For self-attention pass x three times: forward(x, x, x, mode).";
  const text = (what: string) =>
    `MultiHeadAttention(4, 2): forward needs query, key and value before the mode: ${what}. ${advice}`;
  expect(() => untyped.forward(x, inference)).toThrow(new TypeError(text("key is a plain object")));
  expect(() => untyped.forward(x, x, inference)).toThrow(new TypeError(text("value is a plain object")));
  expect(() => untyped.forward([1], x, x, inference)).toThrow(new TypeError(text("query is an array")));
});

test("masks that do not fit are described", () => {
  const padding =
    'MultiHeadAttention(4, 2, { dtype: "float64" }): keyPaddingMask must have shape [N, S], here [2, 3]: got [3, 2].';
  expect(() => attend({ keyPaddingMask: ones([3, 2]) })).toThrow(new ShapeError(padding));
  const mask =
    'MultiHeadAttention(4, 2, { dtype: "float64" }): attnMask must have shape [L, S] or [N·heads, L, S], here [3, 3] or [4, 3, 3]: got [2, 3, 3].';
  expect(() => attend({ attnMask: ones([2, 3, 3]) })).toThrow(new ShapeError(mask));
  const type =
    'MultiHeadAttention(4, 2, { dtype: "float64" }): attnMask must be bool or float: got int32. Cast it: cast(mask, "bool").';
  expect(() => attend({ attnMask: ones([3, 3], { dtype: "int32" }) })).toThrow(new DTypeError(type));
});

test("sizes and options out of range are named", () => {
  const heads = "MultiHeadAttention: numHeads must divide embedDim: 3 does not divide 4. Change one of them.";
  expect(() => new MultiHeadAttention(4, 3, { rng })).toThrow(new RangeError(heads));
  const size =
    "MultiHeadAttention: kdim must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new MultiHeadAttention(4, 2, { rng, kdim: 0 })).toThrow(new RangeError(size));
  const dropout =
    "MultiHeadAttention: dropout, the probability to drop, must be in [0, 1): got 1.5. If it is the probability to keep, give 1 - dropout.";
  expect(() => new MultiHeadAttention(4, 2, { rng, dropout: 1.5 })).toThrow(new RangeError(dropout));
  const mode =
    "MultiHeadAttention: forward needs a mode after the input: got undefined. Pass training(rng) or inference.";
  expect(() => attention.forward(x, x, x, undefined as unknown as Mode)).toThrow(new TypeError(mode));
});

test("leaves nothing in memory but its result", () => {
  const keyPaddingMask = bools([
    [0, 0, 1],
    [0, 0, 0],
  ]);
  for (const mode of [inference, training(rng)]) {
    expectNoLeak(() => attention.forward(x, x, x, mode, { keyPaddingMask, isCausal: true }).y.dispose());
  }
});
