import { inference, type Mode, parameters } from "@cambium/module";
import { normal, Rng } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { LayerNorm, TransformerEncoder, TransformerEncoderLayer } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const layers = [0, 1].map((i) => new TransformerEncoderLayer(4, 2, { rng: rng.fork(i), dimFeedforward: 8 }));
const encoder = new TransformerEncoder(layers, { norm: new LayerNorm(4) });
const x = normal([2, 3, 4], { rng });

test("applies its layers in order, each with the masks, then the norm", () => {
  const masks = { isCausal: true };
  const first = layers[0]!.forward(x, inference, masks);
  const wanted = encoder.norm!.forward(layers[1]!.forward(first, inference, masks));
  expect(encoder.forward(x, inference, masks)).toBeClose(wanted);
  const bare = new TransformerEncoder(layers);
  expect(bare.forward(x, inference, masks)).toBeClose(layers[1]!.forward(first, inference, masks));
});

test("parameters have PyTorch's names", () => {
  const names = Object.keys(parameters(encoder));
  expect(names).toHaveLength(26);
  expect([names[0], names[12], names[25]]).toEqual([
    "layers.0.selfAttn.inProjWeight",
    "layers.1.selfAttn.inProjWeight",
    "norm.bias",
  ]);
});

test("no layers and no mode are errors", () => {
  const none = "TransformerEncoder: there are no layers. Pass at least one.";
  expect(() => new TransformerEncoder([])).toThrow(new RangeError(none));
  const mode =
    "TransformerEncoder: forward needs a mode after the input: got undefined. Pass training(rng) or inference.";
  expect(() => encoder.forward(x, undefined as unknown as Mode)).toThrow(new TypeError(mode));
});

test("leaves nothing in memory but its result", () => {
  expectNoLeak(() => encoder.forward(x, inference).dispose());
});
