import { Buffer, type Mode, Param } from "@cambium/module";
import {
  alias,
  keep,
  mul,
  normal,
  ones,
  Rng,
  scope,
  square,
  stopGradient,
  type Tensor,
} from "@cambium/tensor";
import { expect, test } from "vitest";
import { checkLayer, type LayerOptions } from "../src/check-layer.ts";

const x = normal([2, 3], { rng: new Rng(1), dtype: "float64" });

/** y = weight·x² */
class Scale {
  readonly weight: Param;
  readonly steps: Buffer;
  constructor(options: LayerOptions) {
    this.weight = new Param({ shape: [3], init: normal, ...options });
    this.steps = new Buffer({ shape: [1], init: 1, ...options });
  }
  forward(x: Tensor, _mode: Mode): Tensor {
    return scope(() => mul(square(x), this.weight.value));
  }
}

test("a layer that does what is expected of it passes", async () => {
  await checkLayer((options) => new Scale(options), [x], { outputShape: [2, 3], orders: [1, 2] });
});

class Leaking extends Scale {
  override forward(x: Tensor): Tensor {
    return mul(keep(square(x)), this.weight.value);
  }
}

class Constant extends Scale {
  override forward(x: Tensor): Tensor {
    return scope(() => mul(stopGradient(square(x)), this.weight.value));
  }
}

class Changing extends Scale {
  override forward(x: Tensor, mode: Mode): Tensor {
    this.steps.value = mul(this.steps.value, 2);
    return super.forward(x, mode);
  }
}

const drawn = new Rng(3);

class Random extends Scale {
  override forward(x: Tensor): Tensor {
    return scope(() => mul(x, normal([3], { rng: drawn, dtype: "float64" })));
  }
}

class Drawn extends Scale {
  override readonly weight = new Param(normal([3], { rng: drawn, dtype: "float64" }));
}

class Hidden extends Scale {
  #scale: Tensor | undefined;
  override forward(x: Tensor, mode: Mode): Tensor {
    if (mode.training) this.#scale = keep(ones([1], { dtype: "float64" }));
    return scope(() => (this.#scale ? alias(x) : mul(x, this.weight.value)));
  }
}

test.each<[string, new (options: LayerOptions) => Scale, string]>([
  ["leaves tensors behind", Leaking, "leak: 1 more live tensors"],
  ["has a wrong gradient", Constant, "gradient of input 0"],
  ["changes its state in inference", Changing, "parameters and buffers after inference"],
  ["draws from a stream of its own", Random, "results of inference, twice"],
  ["draws values that initialize does not know", Drawn, "values initialized from equal random streams"],
  ["has state that is not saved", Hidden, "results after loading a state"],
])("a layer that %s is found", async (_, Layer, text) => {
  await expect(checkLayer((options) => new Layer(options), [x])).rejects.toThrow(text);
});

test("another shape of the result is found", async () => {
  await expect(checkLayer((options) => new Scale(options), [x], { outputShape: [3, 2] })).rejects.toThrow(
    "shape of the result",
  );
});
