import { grad } from "@cambium/autograd";
import { inference, training } from "@cambium/module";
import { ones, Rng, ShapeError, sum } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Dropout2d } from "../src/dropout2d.ts";
import { isShare, ofOnes, testMasks } from "./masks.ts";

testMasks(new Dropout2d(0.3), [8, 16, 2, 2]);

test("whole channels are dropped, each for itself", async () => {
  const [count, places, p] = [20_000, 6, 0.2];
  const data = await ofOnes(new Dropout2d(p), [100, count / 100, 2, 3], 1);
  const channels = Array.from({ length: count }, (_, i) => data.slice(i * places, (i + 1) * places));
  for (const channel of channels) expect(new Set(channel).size).toBe(1);
  const dropped = channels.map(([first]) => first === 0);
  expect(isShare(dropped.filter(Boolean).length / count, p, count)).toBe(true);
  const both = dropped.slice(1).filter((each, i) => each && dropped[i]).length;
  expect(isShare(both / (count - 1), p * p, count - 1)).toBe(true);
  expect(new Set(data)).toEqual(new Set([0, 1.25]));
});

test("the gradient is the mask, scaled", () => {
  const layer = new Dropout2d(0.5);
  const x = ones([3, 4, 2, 2]);
  const gradient = grad((x) => sum(layer.forward(x, training(new Rng(4)))))(x);
  expect(gradient.toArray()).toEqual(layer.forward(x, training(new Rng(4))).toArray());
});

test("inference and a probability of 0 pass x on", () => {
  const x = ones([1, 2, 3, 3]);
  expect(new Dropout2d().forward(x, inference)).toBe(x);
  expect(new Dropout2d(0).forward(x, training(new Rng(1)))).toBe(x);
});

test("what are no images is described, and so is a probability out of range", () => {
  const shape = "Dropout2d: x must be images [N, C, H, W]: got [2, 3]. For other shapes use Dropout.";
  expect(() => new Dropout2d().forward(ones([2, 3]), inference)).toThrow(new ShapeError(shape));
  const p =
    "Dropout2d: p, the probability to drop, must be in [0, 1): got 2. If it is the probability to keep, give 1 - p.";
  expect(() => new Dropout2d(2)).toThrow(new RangeError(p));
});
