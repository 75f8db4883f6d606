import { grad } from "@cambium/autograd";
import { inference, training } from "@cambium/module";
import { ones, Rng, ShapeError, sum, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { DropPath } from "../src/drop-path.ts";
import { isShare, ofOnes, testMasks } from "./masks.ts";

testMasks(new DropPath(0.3), [40, 3, 2]);

test("whole samples are dropped, each for itself, and the mean stays", async () => {
  const [count, places, p] = [20_000, 6, 0.2];
  const data = await ofOnes(new DropPath(p), [count, 3, 2], 1);
  const samples = Array.from({ length: count }, (_, i) => data.slice(i * places, (i + 1) * places));
  for (const sample of samples) expect(new Set(sample).size).toBe(1);
  const dropped = samples.map(([first]) => first === 0);
  expect(isShare(dropped.filter(Boolean).length / count, p, count)).toBe(true);
  expect(new Set(data)).toEqual(new Set([0, 1.25]));
});

test("the gradient is the mask, scaled", () => {
  const layer = new DropPath(0.5);
  const x = ones([6, 2]);
  const gradient = grad((x) => sum(layer.forward(x, training(new Rng(4)))))(x);
  expect(gradient.toArray()).toEqual(layer.forward(x, training(new Rng(4))).toArray());
});

test("inference and a probability of 0 pass x on", () => {
  const x = ones([3]);
  expect(new DropPath().forward(x, inference)).toBe(x);
  expect(new DropPath(0).forward(x, training(new Rng(1)))).toBe(x);
});

test("a scalar and a probability out of range are refused", () => {
  const shape = "DropPath: x must be samples [N, …]: got a scalar []. Give it a batch.";
  expect(() => new DropPath().forward(tensor(1), inference)).toThrow(new ShapeError(shape));
  const p =
    "DropPath: p, the probability to drop, must be in [0, 1): got -1. If it is the probability to keep, give 1 - p.";
  expect(() => new DropPath(-1)).toThrow(new RangeError(p));
});
