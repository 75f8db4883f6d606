import { Buffer, inference, type Mode, Param, stateDict, summary } from "@cambium/module";
import {
  add,
  conv2d,
  defaultBackend,
  indexSelect,
  matmul,
  maxPool2d,
  memory,
  mul,
  ones,
  Rng,
  randomInt,
  resetPeakMemory,
  reshape,
  ShapeError,
  type Tensor,
  tanh,
  uniform,
  zeros,
} from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

class Linear {
  readonly weight: Param;
  readonly bias: Param;
  constructor(inputs: number, outputs: number) {
    this.weight = new Param(ones([inputs, outputs]));
    this.bias = new Param(zeros([outputs]));
  }
  forward(x: Tensor): Tensor {
    return add(matmul(x, this.weight.value), this.bias.value);
  }
}

class Conv {
  readonly weight = new Param(ones([6, 1, 5, 5]));
  forward(x: Tensor): Tensor {
    return maxPool2d(conv2d(x, this.weight.value, { padding: 2 }), 2);
  }
}

class Sequential {
  readonly layers: readonly { forward(x: Tensor, mode: Mode): Tensor }[];
  constructor(...layers: { forward(x: Tensor, mode: Mode): Tensor }[]) {
    this.layers = layers;
  }
  forward(x: Tensor, mode: Mode): Tensor {
    return this.layers.reduce((y, layer) => layer.forward(y, mode), x);
  }
}

class Network {
  readonly head = new Sequential(new Linear(1176, 10), { forward: (x) => tanh(x) });
  readonly features = new Conv();
  readonly scale = new Param(ones([1]));
  readonly spare = new Linear(2, 2);
  forward(x: Tensor, mode: Mode): Tensor {
    const y = this.features.forward(x);
    return this.head.forward(reshape(add(y, this.scale.value), [x.shape[0]!, 1176]), mode);
  }
}

describe("summary", () => {
  test("lists layers in the order of forward, then those that it does not call", () => {
    const { rows, parameters } = summary(new Network(), [32, 1, 28, 28]);
    expect(
      rows.map(({ name, type, outputShapes, parameters }) => [name, type, outputShapes, parameters]),
    ).toEqual([
      ["", "Network", [[32, 10]], 1],
      ["features", "Conv", [[32, 6, 14, 14]], 150],
      ["head.layers.0", "Linear", [[32, 10]], 11770],
      ["head.layers.1", "Object", [[32, 10]], 0],
      ["spare", "Linear", [], 6],
    ]);
    expect(parameters).toBe(1 + 150 + 11770 + 6);
  });

  test("counts work and memory where they arise, also between layers", () => {
    const { rows, ...totals } = summary(new Network(), [32, 1, 28, 28]);
    const image = 32 * 6 * 28 * 28;
    const pooled = image / 4;
    expect(rows.map(({ multiplyAdds, activationBytes }) => [multiplyAdds, activationBytes])).toEqual([
      [0, 4 * pooled], // the model itself adds its scale
      [image * 25, 4 * (image + 2 * pooled)], // pooling makes values and their indices
      [32 * 1176 * 10, 4 * (2 * 32 * 10)], // a product, and the sum with the bias
      [0, 4 * 32 * 10],
      [0, 0],
    ]);
    expect(totals).toMatchObject({
      multiplyAdds: image * 25 + 32 * 11760,
      activationBytes: 4 * (image + 3 * pooled + 3 * 320),
      parameterBytes: 4 * 11927,
      bufferBytes: 0,
    });
  });

  test("is a table as text", () => {
    expect(String(summary(new Network(), [32, 1, 28, 28]))).toBe(
      [
        "layer          type     output shape     parameters  multiply-adds  receptive field  activations",
        "────────────────────────────────────────────────────────────────────────────────────────────────",
        "(model)        Network  [32, 10]                  1              0                     147.0 KiB",
        "features       Conv     [32, 6, 14, 14]         150      3,763,200            6 × 6    882.0 KiB",
        "head.layers.0  Linear   [32, 10]             11,770        376,320                       2.5 KiB",
        "head.layers.1  Object   [32, 10]                  0              0                       1.3 KiB",
        "spare          Linear   not reached               6              0                           0 B",
        "────────────────────────────────────────────────────────────────────────────────────────────────",
        "total                                        11,927      4,139,520                       1.0 MiB",
        "memory: parameters 46.6 KiB, activations 1.0 MiB",
      ].join("\n"),
    );
  });

  test("lists functions that a layer applies, as relu", () => {
    class Net {
      readonly layers = [new Linear(3, 2), tanh, new Linear(2, 1)] as const;
      readonly unused = tanh;
      readonly note = () => "text";
      forward(x: Tensor): Tensor {
        this.note();
        const [first, activation, last] = this.layers;
        return last.forward(activation(first.forward(x)));
      }
    }
    const model = new Net();
    const keys = Object.keys(model.layers);
    expect(summary(model, [5, 3]).rows).toMatchObject([
      { name: "layers.0", type: "Linear", parameters: 8 },
      { name: "layers.1", type: "tanh", parameters: 0, outputShapes: [[5, 2]], activationBytes: 40 },
      { name: "layers.2", type: "Linear", parameters: 3 },
    ]);
    expect([Object.keys(model.layers), model.layers[1]]).toEqual([keys, tanh]);
  });

  test("has no column of receptive fields without images, and names buffers where there are some", () => {
    const model = {
      table: new Param(ones([50, 8])),
      shift: new Buffer(zeros([8])),
      forward(index: Tensor) {
        return add(indexSelect(this.table.value, 0, index), this.shift.value);
      },
    };
    expect(String(summary(model, [5], { dtype: "int32" }))).toBe(
      [
        "layer    type    output shape  parameters  multiply-adds  activations",
        "─────────────────────────────────────────────────────────────────────",
        "(model)  Object  [5, 8]               400              0        320 B",
        "─────────────────────────────────────────────────────────────────────",
        "total                                 400              0        320 B",
        "memory: parameters 1.6 KiB, buffers 32 B, activations 320 B",
      ].join("\n"),
    );
  });

  test("computes nothing and leaves everything as it was", async () => {
    const model = new Network();
    const before = await stateDict(model);
    const live = memory();
    const fields = Object.keys(model.features);
    summary(model, [1_000_000, 1, 28, 28]);
    expect(memory()).toMatchObject({ tensors: live.tensors, bytes: live.bytes });
    expect(await stateDict(model)).toEqual(before);
    expect(Object.keys(model.features)).toEqual(fields);
    expect(Object.hasOwn(model, "forward")).toBe(false);
    expect(model.scale.value.backend).toBe(referenceBackend);
    expect(defaultBackend()).toBe(referenceBackend);
    expect(model.forward(zeros([1, 1, 28, 28]), inference).shape).toEqual([1, 10]);
  });

  test("takes indices, results of several tensors, buffers, and tensors made in forward", () => {
    const model = {
      table: new Param(ones([50, 8])),
      shift: new Buffer(zeros([8])),
      forward(index: Tensor) {
        const y = add(indexSelect(this.table.value, 0, index), this.shift.value);
        return { y: add(y, ones([8])), states: [y, randomInt([2], 0, 3, { rng: new Rng(0) })] };
      },
    };
    const { rows } = summary(model, [5], { dtype: "int32" });
    expect(rows[0]!.outputShapes).toEqual([[5, 8], [5, 8], [2]]);
  });

  test("takes tensors in fields and lists, and leaves the peak of memory alone", () => {
    const model = {
      mask: ones([3]),
      shifts: [zeros([3])],
      forward(x: Tensor) {
        return add(mul(x, this.mask), this.shifts[0]!);
      },
    };
    const { mask } = model;
    resetPeakMemory();
    const { peakBytes } = memory();
    expect(summary(model, [1_000_000, 3]).rows[0]!.outputShapes).toEqual([[1_000_000, 3]]);
    expect(memory().peakBytes).toBe(peakBytes);
    expect(model.mask).toBe(mask);
    expect(Object.keys(model)).toEqual(["mask", "shifts", "forward"]);
    expect(model.forward(ones([3])).toArray()).toEqual([1, 1, 1]);
  });

  test("leaves a random stream of the model where it was", () => {
    const rng = new Rng(1);
    const model = { forward: (x: Tensor) => mul(add(x, uniform([3], { rng })), rng.uniform()) };
    const before = rng.state;
    summary(model, [2, 3]);
    expect(rng.state).toEqual(before);
  });

  test("has the shapes of the first call where a layer is called again, and the work of both", () => {
    const shared = new Linear(3, 3);
    const model = {
      shared,
      forward: (x: Tensor) => shared.forward(reshape(shared.forward(x), [1, 6, 3])),
    };
    expect(summary(model, [6, 3]).rows).toMatchObject([
      { name: "shared", type: "Linear", outputShapes: [[6, 3]], parameters: 12, multiplyAdds: 2 * 54 },
    ]);
  });
});

describe("a model that cannot be summarized", () => {
  test("without forward", () => {
    expect(() => summary({ layer: new Linear(1, 1) }, [1, 1])).toThrow(
      "summary: the model has no forward method. Add forward(x, mode) to it.",
    );
  });

  test("with layers that do not fit is left as it was", () => {
    const model = new Network();
    expect(() => summary(model, [1, 3, 28, 28])).toThrow(ShapeError);
    expect(Object.hasOwn(model.features, "forward")).toBe(false);
    expect(model.scale.value.toArray()).toEqual([1]);
    expect(defaultBackend()).toBe(referenceBackend);
  });

  test("that reads values", () => {
    expect(() => summary({ forward: (x: Tensor) => (x.toArray() ? x : x) }, [1])).toThrow(
      "summary: the model reads the values of a tensor in forward, but a summary computes none. Keep to tensor operations there.",
    );
  });
});
