import { inference, training } from "@cambium/module";
import { mean, ones, Rng, type Tensor, uniform } from "@cambium/tensor";
import { checkGradient, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { dropout } from "../src/dropout.ts";

expect.extend({ toBeClose });

test("while training drops a share p and scales the rest; in inference nothing", () => {
  const x = ones([100, 100]);
  const y = dropout(x, 0.25, training(new Rng(1)));
  expect(new Set(y.dataSync())).toEqual(new Set([0, Math.fround(1 / 0.75)]));
  expect(mean(y)).toBeClose(1, { atol: 0.02 });
  expect(dropout(x, 0.25, inference)).toBe(x);
  expect(dropout(x, 0, training(new Rng(1)))).toBe(x);
});

test("a probability of 1 drops everything", () => {
  expect(dropout(ones([3]), 1, training(new Rng(1))).toArray()).toEqual([0, 0, 0]);
});

test("gradients pass where nothing is dropped", () => {
  const x = uniform([3, 4], { rng: new Rng(2), dtype: "float64" });
  for (const p of [0.5, 1]) checkGradient((given: Tensor) => dropout(given, p, training(new Rng(1))), [x]);
});
