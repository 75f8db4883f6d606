import { inspect } from "node:util";
import { Buffer, Describable, describe as describeModel, Param } from "@cambium/module";
import { normal, ones, type Tensor } from "@cambium/tensor";
import { expect, test } from "vitest";

class Scale extends Describable {
  readonly weight: Param;
  readonly mean: Buffer;
  constructor(size: number, options: object = {}) {
    super(size, options);
    this.weight = new Param(ones([size]));
    this.mean = new Buffer(ones([1]));
  }
  forward(x: Tensor): Tensor {
    return x;
  }
}

class Plain {
  readonly weight = new Param({ shape: [1000, 2], init: normal });
  readonly activation = Math.abs;
  readonly forward = (x: Tensor): Tensor => x;
}

class Model {
  readonly first = new Scale(2, { rng: 3, bias: false, sizes: [1, 2], note: "a", init: () => 0 });
  readonly blocks = [new Plain(), new Scale(3)];
  readonly again = this.first;
  readonly tied = this.first.weight;
  readonly kind = Scale;
  forward(x: Tensor): Tensor {
    return x;
  }
}

test("a model is a tree of its layers with shapes and counts", () => {
  expect(describeModel(new Model())).toBe(
    [
      "Model: tied [2] (2,005 parameters, not initialized)",
      '  (first): Scale(2, { bias: false, sizes: [1, 2], note: "a" }): weight [2], mean [1] (2 parameters)',
      "  (blocks.0): Plain: weight [1000, 2] (2,000 parameters, not initialized)",
      "    (activation): abs",
      "  (blocks.1): Scale(3): weight [3], mean [1] (3 parameters)",
      "  (again): the same as first",
    ].join("\n"),
  );
});

test("a layer prints as its tree, also within other objects", () => {
  expect(inspect(new Scale(3))).toBe("Scale(3): weight [3], mean [1] (3 parameters)");
  expect(inspect({ out: new Scale(3) })).toBe("{ out: Scale(3): weight [3], mean [1] (3 parameters) }");
  expect(String(new Scale(3))).toBe("Scale(3)");
});

test("an argument that is not a model is named", () => {
  expect(() => describeModel(3 as never)).toThrow("describe: expected a model");
});
