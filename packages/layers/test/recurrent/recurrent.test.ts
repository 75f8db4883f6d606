import { valueAndGrad } from "@cambium/autograd";
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
  concat,
  DTypeError,
  flip,
  memory,
  normal,
  Rng,
  ShapeError,
  slice,
  square,
  sum,
  type Tensor,
  toBackend,
  transpose,
} from "@cambium/tensor";
import { asFunction, checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { GRU, LSTM, type RecurrentOptions, RNN } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const mode = training(rng);
const float64 = { rng, dtype: "float64" } as const;

/** The three layers behind one signature. LSTM's cell state starts from zeros. */
const layers = {
  RNN: (inputs: number, hidden: number, options: RecurrentOptions) => new RNN(inputs, hidden, options),
  LSTM: (inputs: number, hidden: number, options: RecurrentOptions) => new LSTM(inputs, hidden, options),
  GRU: (inputs: number, hidden: number, options: RecurrentOptions) => new GRU(inputs, hidden, options),
};

describe.each(Object.entries(layers))("%s", (name, make) => {
  const text = (what: string, options = ""): string => `${name}(3, 4${options}): ${what}`;

  test("parameters have PyTorch's names and load from a state with them", async () => {
    const layer = make(2, 3, { rng, numLayers: 2, bidirectional: true });
    expect(Object.keys(parameters(layer)).slice(2, 8)).toEqual([
      "biasIhL0",
      "biasHhL0",
      "weightIhL0Reverse",
      "weightHhL0Reverse",
      "biasIhL0Reverse",
      "biasHhL0Reverse",
    ]);
    const saved = await stateDict(make(2, 3, { rng, numLayers: 2, bidirectional: true }));
    const named = Object.entries(saved).map(([field, value]) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]);
    expect(named[12]![0]).toBe("weight_ih_l1_reverse");
    loadStateDict(layer, Object.fromEntries(named));
    expect(await stateDict(layer)).toEqual(saved);
  });

  test("parameters start within ±1/√hiddenSize, and biases can be left out", () => {
    const layer = make(5, 16, { rng });
    const largest = Object.values(parameters(layer)).map(({ value }) =>
      Math.max(...value.dataSync().map(Math.abs)),
    );
    for (const value of largest) expect(value).toBeLessThanOrEqual(0.25);
    expect(Math.min(...largest)).toBeGreaterThan(0.15);
    expect(Object.keys(parameters(make(5, 4, { rng, bias: false })))).toEqual(["weightIhL0", "weightHhL0"]);
  });

  test("batchFirst swaps the first two dimensions of input and output but not of states", () => {
    const layer = make(2, 3, { rng: new Rng(5), bidirectional: true });
    const swapped = make(2, 3, { rng: new Rng(5), bidirectional: true, batchFirst: true });
    const x = normal([4, 5, 2], { rng });
    const wanted = layer.forward(x, inference);
    const got = swapped.forward(transpose(x, 0, 1), inference);
    expect(transpose(got.y, 0, 1)).toBeClose(wanted.y);
    expect(got.h).toBeClose(wanted.h);
  });

  test("the backward direction reads the sequence from its end", () => {
    const layer = make(2, 3, { rng, bidirectional: true });
    const backwards = make(2, 3, { rng });
    for (const field of ["weightIhL0", "weightHhL0", "biasIhL0", "biasHhL0"] as const)
      backwards[field]!.value = alias(layer[`${field}Reverse`]!.value);
    const x = normal([4, 5, 2], { rng });
    const { y, h } = layer.forward(x, inference);
    const wanted = backwards.forward(flip(x, 0), inference);
    expect(slice(y, [null, null, [3]])).toBeClose(flip(wanted.y, 0));
    expect(slice(h, [[1]])).toBeClose(wanted.h);
  });

  test("a sequence in two parts, the state handed on, gives what the whole gives", () => {
    const layer = make(2, 3, { rng, numLayers: 2 });
    const x = normal([5, 4, 2], { rng });
    const whole = layer.forward(x, inference);
    const first = layer.forward(slice(x, [[0, 2]]), inference);
    const second = layer.forward(slice(x, [[2]]), inference, first);
    expect(concat([first.y, second.y])).toBeClose(whole.y);
    expect(second.h).toBeClose(whole.h);
  });

  test("each sequence of a batch with lengths gives what it gives alone", () => {
    const layer = make(2, 3, { ...float64, numLayers: 2, bidirectional: true });
    const x = normal([4, 3, 2], float64);
    const lengths = [2, 4, 0];
    const { y, h } = layer.forward(x, inference, { lengths });
    for (const [n, length] of [2, 4].entries()) {
      const alone = layer.forward(
        slice(x, [
          [0, length],
          [n, n + 1],
        ]),
        inference,
      );
      expect(
        slice(y, [
          [0, length],
          [n, n + 1],
        ]),
      ).toBeClose(alone.y, { rtol: 1e-12 });
      expect(slice(h, [null, [n, n + 1]])).toBeClose(alone.h, { rtol: 1e-12 });
    }
    expect(sum(square(slice(y, [[2], [0, 1]]))).item()).toBe(0);
    expect(sum(square(slice(y, [null, [2, 3]]))).item()).toBe(0);
    expect(sum(square(slice(h, [null, [2, 3]]))).item()).toBe(0);
  });

  test("in training, outputs are dropped between layers and not after the last", () => {
    const all = 1 - 2 ** -24;
    const layer = make(2, 8, { rng, numLayers: 2, dropout: all });
    const x = normal([3, 4, 2], { rng });
    const others = normal([3, 4, 2], { rng });
    const last = (given: Tensor, mode: Mode) => slice(layer.forward(given, mode).h, [1]);
    expect(last(x, mode)).toBeClose(last(others, mode));
    expect(last(x, inference)).not.toBeClose(last(others, inference));
    expect(layer.forward(x, mode).y.dataSync()).not.toContain(0);
  });

  const small = make(2, 2, { ...float64, bidirectional: true });
  const names = Object.keys(parameters(small));
  /** The layer as a function of everything that it depends on. */
  const applied = (lengths?: readonly number[]) =>
    asFunction(small, (x, h) => small.forward(x, inference, { h, lengths }));
  const inputs = [
    normal([3, 2, 2], float64),
    normal([2, 2, 2], float64),
    ...names.map((field) => normal(parameters(small)[field]!.value.shape, float64)),
  ];

  test("gradients of first order, of all steps and of some", () => {
    checkGradient(applied(), inputs);
    checkGradient(applied([3, 1]), inputs);
  });

  test("gradients of second order", () => {
    const single = make(1, 2, float64);
    const parametersOf = Object.values(parameters(single));
    const run = asFunction(single, (x) => single.forward(x, inference, { lengths: [2, 1] }).y);
    const given = [
      normal([2, 2, 1], float64),
      ...parametersOf.map(({ value }) => normal(value.shape, float64)),
    ];
    checkGradient(run, given, { order: 2 });
  });

  test("cpu-wasm gives the outputs and gradients of the reference backend", async () => {
    const backend = await createWasmBackend({ threads: 1 });
    const layer = make(3, 5, { rng, numLayers: 2, bidirectional: true });
    const x = normal([6, 4, 3], { rng });
    const loss = (x: Tensor) => () => sum(square(layer.forward(x, inference, { lengths: [6, 2, 1, 4] }).y));
    const wanted = valueAndGrad(parameters(layer), loss(x));
    await moveTo(layer, backend);
    const moved = await toBackend(x, backend);
    const got = valueAndGrad(parameters(layer), loss(moved));
    expect(got.value).toBeClose(wanted.value);
    for (const [field, grad] of Object.entries(wanted.grads))
      expect(got.grads[field]!).toBeClose(grad, { atol: 1e-5 });
  });

  test("nothing is left behind, and inference frees each step's temporaries", () => {
    const layer = make(2, 4, { rng, numLayers: 2, bidirectional: true, dropout: 0.5 });
    const x = normal([20, 3, 2], { rng });
    for (const each of [mode, inference]) {
      expectNoLeak(() => {
        const outputs = layer.forward(x, each, { lengths: [20, 3, 7] });
        for (const output of Object.values(outputs)) output.dispose();
      });
    }
    const { tensors } = memory();
    const { value, grads } = valueAndGrad(parameters(layer), () => sum(layer.forward(x, mode).y));
    for (const made of [value, ...Object.values(grads)]) made.dispose();
    expect(memory().tensors).toBe(tensors);
  });

  const layer = make(3, 4, { rng });
  const x = normal([5, 2, 3], { rng });

  test("an input that does not fit is described", () => {
    const flat = text(
      "the input must have shape [T, N, 3]: got [5, 3]. Change inputSize, or reshape the input.",
    );
    expect(() => layer.forward(normal([5, 3], { rng }), inference)).toThrow(new ShapeError(flat));
    const wide = text(
      "the input must have shape [N, T, 3]: got [5, 2, 4]. Change inputSize, or reshape the input.",
      ", { batchFirst: true }",
    );
    const batchFirst = make(3, 4, { rng, batchFirst: true });
    expect(() => batchFirst.forward(normal([5, 2, 4], { rng }), inference)).toThrow(new ShapeError(wide));
    const none = text("a sequence needs at least one step: got [T, N, 3] = [0, 2, 3]. Leave empty ones out.");
    expect(() => layer.forward(normal([0, 2, 3], { rng }), inference)).toThrow(new ShapeError(none));
  });

  test("a state that does not fit is described", () => {
    const shape = text(
      "h must have shape [1, 2, 4], which is [layers · directions, N, hiddenSize]: got [2, 4]. " +
        "Leave it out to start from zeros.",
    );
    const h = normal([2, 4], { rng });
    expect(() => layer.forward(x, inference, { h })).toThrow(new ShapeError(shape));
    const type = text("x is float32 but h is float64. Cast one of them.");
    const double = normal([1, 2, 4], float64);
    expect(() => layer.forward(x, inference, { h: double })).toThrow(new DTypeError(type));
  });

  test("lengths that do not fit are described", () => {
    const count = text("lengths must hold one number for each of the 2 sequences: got 1. Pass 2.");
    expect(() => layer.forward(x, inference, { lengths: [5] })).toThrow(new RangeError(count));
    for (const length of [6, -1, 1.5]) {
      const range = text(
        `lengths must be whole numbers from 0 to the number of steps, 5: got ${length}. Pad the input?`,
      );
      expect(() => layer.forward(x, inference, { lengths: [2, length] })).toThrow(new RangeError(range));
    }
  });

  test("sizes and options out of range are named", () => {
    const size = `${name}: hiddenSize must be a whole number of at least 1: got 0. Are the arguments in order?`;
    expect(() => make(3, 0, { rng })).toThrow(new RangeError(size));
    const count = `${name}: numLayers must be a whole number of at least 1: got 1.5. Are the arguments in order?`;
    expect(() => make(3, 4, { rng, numLayers: 1.5 })).toThrow(new RangeError(count));
    const dropout = `${name}: dropout, the probability to drop, must be in [0, 1): got 2. If it is the probability to keep, give 1 - dropout.`;
    expect(() => make(3, 4, { rng, dropout: 2 })).toThrow(new RangeError(dropout));
    const single = `${name}: dropout acts between layers, and there is only one: got dropout 0.2 with numLayers 1.`;
    expect(() => make(3, 4, { rng, dropout: 0.2 })).toThrow(single);
  });

  test("a forward without a mode says so", () => {
    const missing = text(
      "forward needs a mode after the input: got undefined. Pass training(rng) or inference.",
    );
    expect(() => layer.forward(x, undefined as unknown as Mode)).toThrow(new TypeError(missing));
  });
});
