import { checkpoint, grad } from "@cambium/autograd";
import { inference, type Mode, parameters, training } from "@cambium/module";
import { DTypeError, normal, ones, Rng, square, sum, tensor } from "@cambium/tensor";
import { checkGradient } from "@cambium/testing";
import { expect, test } from "vitest";
import { Dropout } from "../src/dropout-layer.ts";
import { isShare, moments, ofOnes, testMasks } from "./masks.ts";

testMasks(new Dropout(0.3), [50, 20]);

test.each([0.1, 0.5, 0.9])("drops a share of %d and keeps the mean", async (p) => {
  const n = 40_000;
  const data = await ofOnes(new Dropout(p), [n], 1);
  const zeros = data.filter((value) => value === 0).length;
  expect(isShare(zeros / n, p, n)).toBe(true);
  expect(new Set(data)).toEqual(new Set([0, Math.fround(1 / (1 - p))]));
  const { mean, std } = moments(data);
  const wanted = Math.sqrt(p / (1 - p));
  expect(Math.abs(mean - 1)).toBeLessThan((4.5 * wanted) / Math.sqrt(n));
  expect(Math.abs(std / wanted - 1)).toBeLessThan(0.03);
});

test("elements are dropped for themselves: neighbors do not know of each other", async () => {
  const [rows, columns] = [400, 100];
  const data = await ofOnes(new Dropout(0.5), [rows, columns], 2);
  for (const distance of [1, 2, 4, columns]) {
    const pairs = data.length - distance;
    const both = data.slice(distance).filter((value, i) => value === 0 && data[i] === 0).length;
    expect(isShare(both / pairs, 0.25, pairs)).toBe(true);
  }
});

test("the gradient is the mask, scaled", () => {
  const layer = new Dropout(0.25);
  const x = normal([1000], { rng: new Rng(3), dtype: "float64" });
  const gradient = grad((x) => sum(layer.forward(x, training(new Rng(4)))))(x);
  expect(gradient.toArray()).toEqual(
    layer.forward(ones([1000], { dtype: "float64" }), training(new Rng(4))).toArray(),
  );
  const few = normal([2, 5], { rng: new Rng(5), dtype: "float64" });
  for (const order of [1, 2] as const) {
    checkGradient((x) => layer.forward(x!, training(new Rng(6))), [few], { order });
  }
});

test("a checkpoint draws the same mask again", () => {
  const layer = new Dropout(0.5);
  const x = normal([100], { rng: new Rng(3), dtype: "float64" });
  const once = grad((x) => sum(square(layer.forward(x, training(new Rng(4))))))(x);
  const mode = training(new Rng(4));
  const twice = grad((x) => sum(square(checkpoint((x) => layer.forward(x, mode), x))))(x);
  expect(twice.toArray()).toEqual(once.toArray());
});

test("what is dropped is 0, whatever it was", () => {
  const x = tensor(new Float32Array(100).fill(Infinity));
  expect(new Set(new Dropout(0.5).forward(x, training(new Rng(1))).dataSync())).toEqual(
    new Set([0, Infinity]),
  );
});

test("inference and a probability of 0 pass x on, and draw nothing", () => {
  const x = tensor([1, 2, 3]);
  const rng = new Rng(1);
  const before = rng.state;
  expect(new Dropout().forward(x, inference)).toBe(x);
  expect(new Dropout(0).forward(x, training(rng))).toBe(x);
  expect(rng.state).toEqual(before);
});

test("by the probability to keep, and by default one half", () => {
  expect(Dropout.keeping(0.75).p).toBe(0.25);
  expect(Dropout.keeping(1).p).toBe(0);
  expect(new Dropout().p).toBe(0.5);
  expect(parameters(new Dropout())).toEqual({});
});

test("a probability out of range is named", () => {
  const text =
    "Dropout: p, the probability to drop, must be in [0, 1): got 1. If it is the probability to keep, give 1 - p.";
  expect(() => new Dropout(1)).toThrow(new RangeError(text));
  expect(() => new Dropout(-0.1)).toThrow(RangeError);
  expect(() => new Dropout(Number.NaN)).toThrow(RangeError);
  const keeping =
    "Dropout.keeping: p, the probability to keep, must be in (0, 1]: got 0. Give a share, such as 0.5.";
  expect(() => Dropout.keeping(0)).toThrow(new RangeError(keeping));
});

test("whole numbers and a missing mode are refused", () => {
  const whole = 'Dropout: x must be a float: got int32. Cast it: cast(x, "float32").';
  expect(() => new Dropout().forward(ones([2], { dtype: "int32" }), inference)).toThrow(
    new DTypeError(whole),
  );
  const mode =
    "Dropout: forward needs a mode after the input: got undefined. Pass training(rng) or inference.";
  expect(() => new Dropout().forward(ones([2]), undefined as unknown as Mode)).toThrow(new TypeError(mode));
});
