import { inspect } from "node:util";
import {
  Buffer,
  initialize,
  loadStateDict,
  moveTo,
  Param,
  parameterCount,
  parameters,
  stateDict,
  summary,
  UninitializedError,
} from "@cambium/module";
import { memory, mul, normal, ones, Rng, type Shape, type Tensor, uniform, zeros } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

const rng = new Rng(3);
const drawn = (shape: Shape) => new Param({ shape, init: normal });

class Layer {
  readonly weight: Param = new Param({ shape: [2, 3], init: normal, label: "weight of Layer(3, 2)" });
  readonly scale = new Param({ shape: [2], init: 1 });
  readonly mean = new Buffer({ shape: [2], init: 0 });
  forward(x: Tensor): Tensor {
    return mul(x, this.scale.value);
  }
}

const valuesOf = (model: object) =>
  Object.fromEntries(Object.entries(parameters(model)).map(([name, { value }]) => [name, value.toArray()]));

describe("a parameter without a value", () => {
  test("is listed and counted by its shape", () => {
    const before = memory().tensors;
    const model = new Layer();
    const { weight } = parameters(model);
    expect([weight!.shape, weight!.dtype, weight!.size, weight!.initialized]).toEqual([
      [2, 3],
      "float32",
      6,
      false,
    ]);
    expect(parameterCount(model)).toBe(8);
    expect(summary(model, [1, 2])).toMatchObject({ parameters: 8, parameterBytes: 32, bufferBytes: 8 });
    expect(memory().tensors).toBe(before + 2);
  });

  test("says what to do where it is read", async () => {
    const layer = new Layer();
    const advice = "its shape is [2, 3]. Call initialize(model, rng) or loadStateDict(model, state) first.";
    expect(() => layer.weight.value).toThrow(
      new UninitializedError(`Param: the weight of Layer(3, 2) has no value yet: ${advice}`),
    );
    parameters({ hidden: layer });
    expect(() => layer.weight.value).toThrow(
      `Param: hidden.weight, the weight of Layer(3, 2), has no value yet: ${advice}`,
    );
    expect(() => drawn([1]).value).toThrow("Param: it has no value yet: its shape is [1].");
    const many = Array.from({ length: 10 }, () => drawn([1]));
    await expect(stateDict({ many })).rejects.toThrow(
      "stateDict: these parameters have no value yet: many.0, many.1, many.2, many.3, many.4, many.5, many.6, many.7, " +
        "2 more. Call initialize(model, rng)",
    );
    await expect(moveTo(layer, createReferenceBackend())).rejects.toThrow(UninitializedError);
  });

  test("does not occur for constant first values and buffers", () => {
    const { scale, mean } = new Layer();
    expect([scale.initialized, mean.initialized]).toEqual([true, true]);
    expect([scale.value.toArray(), mean.value.toArray()]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    scale.dispose();
    mean.dispose();
  });

  test("shows its shape and type, and never its elements", () => {
    const { weight, mean } = new Layer();
    expect(inspect(weight)).toBe("Param [2, 3] float32, no value yet");
    expect(JSON.stringify({ weight, mean })).toBe(
      '{"weight":"Param [2, 3] float32, no value yet","mean":"Buffer [2] float32"}',
    );
    expect(String(new Param(ones([2], { dtype: "float64" })))).toBe("Param [2] float64");
  });

  test("draws at once from the rng of its spec", () => {
    const param = new Param({ shape: [2], init: normal, rng: new Rng(1), dtype: "float64" });
    expect(param.value.toArray()).toEqual(normal([2], { rng: new Rng(1), dtype: "float64" }).toArray());
  });
});

describe("initialize", () => {
  test("draws each from a fork by its name, whatever the order", () => {
    const [a, b] = [
      { x: drawn([3]), y: drawn([2]) },
      { y: drawn([2]), x: drawn([3]) },
    ];
    expect(initialize(a, rng)).toBe(a);
    initialize(b, rng);
    expect(valuesOf(a)).toEqual(valuesOf(b));
    expect(a.x.value.toArray()).toEqual(normal([3], { rng: rng.fork("x") }).toArray());
    expect(rng.state).toEqual(new Rng(3).state);
  });

  test("sets what has no value and keeps the rest", () => {
    const model = { a: new Layer(), b: new Layer() };
    loadStateDict(model, { "a.weight": { shape: [2, 3], data: new Float32Array(6) } }, { strict: false });
    initialize(model, rng, { dtype: "float64" });
    expect(model.a.weight.value.toArray()).toEqual(zeros([2, 3]).toArray());
    expect([model.a.weight, model.b.weight, model.b.scale, model.b.mean].map(({ dtype }) => dtype)).toEqual([
      "float32",
      "float64",
      "float64",
      "float64",
    ]);
    const before = valuesOf(model);
    initialize(model, new Rng(4));
    expect(valuesOf(model)).toEqual(before);
  });

  test("overwrites a selection on request, in its type and on its backend", () => {
    const model = initialize({ a: new Layer(), b: new Layer() }, rng, { dtype: "float64" });
    const before = valuesOf(model);
    const where = (name: string) => name.startsWith("b.");
    initialize(model, new Rng(4), { overwrite: true, where });
    expect(model.b.weight.dtype).toBe("float64");
    expect(valuesOf(model)["a.weight"]).toEqual(before["a.weight"]);
    expect(valuesOf(model)["b.weight"]).not.toEqual(before["b.weight"]);
  });

  test("keeps a type that a layer asks for, and makes values on a backend", () => {
    const backend = createReferenceBackend();
    const model = { a: new Param({ shape: [2], init: normal, dtype: "float64" }), b: drawn([1]) };
    initialize(model, rng, { dtype: "float32", backend });
    expect([model.a.dtype, model.b.dtype]).toEqual(["float64", "float32"]);
    expect(model.a.value.backend).toBe(backend);
  });

  test("draws a tied weight once, under its first name", () => {
    const tied = drawn([2]);
    initialize({ embed: tied, proj: tied }, rng);
    expect(tied.value.toArray()).toEqual(normal([2], { rng: rng.fork("embed") }).toArray());
  });

  test("leaves nothing behind, and changes nothing on an error", () => {
    const model = {
      a: drawn([2]),
      b: new Param({ shape: [2], init: (_, options) => uniform([3], options) }),
    };
    const { tensors } = memory();
    expect(() => initialize(model, rng)).toThrow(
      "Param: init made [3] for the shape [2]. Use the shape that it is passed.",
    );
    expect([model.a.initialized, memory().tensors]).toEqual([false, tensors]);
    initialize({ a: model.a }, rng);
    expect(memory().tensors).toBe(tensors + 1);
  });

  test("says what it cannot draw", () => {
    expect(() => initialize({ a: new Param(ones([1])) }, rng, { overwrite: true })).toThrow(
      "initialize: a was made from a tensor and has no initializer.",
    );
    expect(() => initialize({}, undefined as never)).toThrow(
      "initialize: rng must be an Rng, to draw from: got undefined. Pass new Rng(42), or a fork of one.",
    );
    expect(() => new Param({ shape: [1] } as never)).toThrow(
      "Param: init must be a number or a function that makes a tensor: got undefined.",
    );
    expect(() => initialize({ a: new Param({ shape: [1], init: (() => 3) as never }) }, rng)).toThrow(
      "Param: init must return a tensor: got 3.",
    );
  });
});

test("parameters are selected by name and shape", () => {
  const model = { trunk: new Layer(), head: new Layer() };
  expect(Object.keys(parameters(model, { where: (name) => name.startsWith("head.") }))).toEqual([
    "head.weight",
    "head.scale",
  ]);
  const matrices = parameters(model, { where: (_, { shape }) => shape.length > 1 });
  expect(Object.keys(matrices)).toEqual(["trunk.weight", "head.weight"]);
  expect(() => parameters(model, { where: "head" as never })).toThrow("parameters: where must be a function");
});
