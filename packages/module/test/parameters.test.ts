import { Buffer, buffers, Param, parameterCount, parameters } from "@cambium/module";
import { ones, type Tensor, tensor, zeros } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

class Affine {
  readonly weight: Param;
  readonly bias: Param | undefined;
  readonly mean = new Buffer(zeros([2]));
  readonly inFeatures = 3;

  constructor(bias = true) {
    this.weight = new Param(ones([2, 3]));
    this.bias = bias ? new Param(zeros([2])) : undefined;
  }
}

const namesOf = (model: object) => Object.keys(parameters(model));

describe("names", () => {
  test("are paths of fields, in their order", () => {
    const model = { hidden: new Affine(), blocks: [new Affine(false), { out: new Affine(false) }] };
    expect(namesOf(model)).toEqual([
      "hidden.weight",
      "hidden.bias",
      "blocks.0.weight",
      "blocks.1.out.weight",
    ]);
    expect(Object.keys(buffers(model))).toEqual(["hidden.mean", "blocks.0.mean", "blocks.1.out.mean"]);
    expect(parameters(model)["hidden.weight"]).toBe(model.hidden.weight);
  });

  test("of a list of layers are numbers first, as in PyTorch's Sequential", () => {
    expect(namesOf([new Affine(), new Affine(false)])).toEqual(["0.weight", "0.bias", "1.weight"]);
    expect(namesOf(Object.assign(new (class Sequential {})(), [new Affine(false)]))).toEqual(["0.weight"]);
  });

  test("of a parameter that is reached twice is the first name", () => {
    const shared = new Affine();
    const tied = new Param(ones([1]));
    const model = { first: shared, second: shared, encoder: { weight: tied }, decoder: { weight: tied } };
    expect(namesOf(model)).toEqual(["first.weight", "first.bias", "encoder.weight"]);
    expect(parameterCount(model)).toBe(6 + 2 + 1);
  });
});

describe("the walk", () => {
  test("ends in cycles", () => {
    const parent = { child: { layer: new Affine(false), parent: {} } };
    parent.child.parent = parent;
    expect(namesOf(parent)).toEqual(["child.layer.weight"]);
  });

  test("skips fields that are not parts of a model", () => {
    class Odd {
      readonly #hidden = new Affine();
      readonly constant: Tensor = tensor([1]);
      readonly table = new Float64Array(1_000_000);
      readonly layers = new Map([["a", new Affine()]]);
      readonly set = new Set([new Affine()]);
      readonly activation = Object.assign((x: Tensor) => x, { layer: new Affine() });
      readonly nothing = null;
      readonly label = "odd";
      get computed() {
        return this.#hidden;
      }
    }
    expect(namesOf(new Odd())).toEqual([]);
    expect(parameterCount(new Odd())).toBe(0);
  });
});

describe("an argument that is not a model", () => {
  test.each([
    [
      undefined,
      "parameters: expected a model, an object with parameters or layers in its fields: got undefined.",
    ],
    [null, "parameters: expected a model, an object with parameters or layers in its fields: got null."],
    [
      tensor([1]),
      "parameters: expected a model, an object with parameters or layers in its fields: got a tensor.",
    ],
  ])("%s", (model, message) => {
    expect(() => parameters(model as unknown as object)).toThrow(message);
  });

  test("two parameters under one name", () => {
    const model = { a: { b: new Param(ones([1])) }, "a.b": new Param(ones([1])) };
    expect(() => parameters(model)).toThrow(
      "parameters: two of them are named a.b: a field has a dot in its name. Rename that field.",
    );
  });
});
