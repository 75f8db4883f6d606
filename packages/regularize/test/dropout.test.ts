import { inference, type Mode, training } from "@cambium/module";
import { DTypeError, mean, ones, Rng, type Tensor, uniform } from "@cambium/tensor";
import { checkGradient, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { Dropout, dropout } from "../src/index.ts";

expect.extend({ toBeClose });

test("while training drops a share p and scales the rest; in inference nothing", () => {
  const x = ones([100, 100]);
  const y = dropout(x, 0.25, training(new Rng(1)));
  expect(new Set(y.dataSync())).toEqual(new Set([0, Math.fround(1 / 0.75)]));
  expect(mean(y)).toBeClose(1, { atol: 0.02 });
  expect(dropout(x, 0.25, inference)).toBe(x);
  expect(dropout(x, 0, training(new Rng(1)))).toBe(x);
});

test("is what the layer does", () => {
  const x = uniform([50], { rng: new Rng(2) });
  const ofLayer = new Dropout(0.4).forward(x, training(new Rng(3)));
  expect(dropout(x, 0.4, training(new Rng(3))).toArray()).toEqual(ofLayer.toArray());
});

test("gradients pass where nothing is dropped", () => {
  const x = uniform([3, 4], { rng: new Rng(2), dtype: "float64" });
  checkGradient((given: Tensor) => dropout(given, 0.5, training(new Rng(1))), [x]);
});

test("what it cannot take is named", () => {
  const range =
    "dropout: p, the probability to drop, must be in [0, 1): got 1. If it is the probability to keep, give 1 - p.";
  expect(() => dropout(ones([2]), 1, inference)).toThrow(new RangeError(range));
  const mode =
    "dropout: forward needs a mode after the input: got undefined. Pass training(rng) or inference.";
  expect(() => dropout(ones([2]), 0.5, undefined as unknown as Mode)).toThrow(new TypeError(mode));
  const whole = 'dropout: x must be a float: got bool. Cast it: cast(x, "float32").';
  expect(() => dropout(ones([2], { dtype: "bool" }), 0.5, inference)).toThrow(new DTypeError(whole));
});
