import { mixup } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

const batch = { data: Float32Array.of(0, 1, 0.25), shape: [3, 1, 1, 1] };

test("mixes each image with the previous one, and targets with the same weights", () => {
  const { images, targets } = mixup({ numClasses: 4 })(batch, [0, 1, 3], new Rng(1));
  const share = images.data[1]!;
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(1);
  expect([...images.data]).toEqual(
    [(1 - share) * 0.25, share, 0.25 * share + 1 - share].map((x) => expect.closeTo(x, 6)),
  );
  expect(targets.shape).toEqual([3, 4]);
  const rest = 1 - share;
  expect([...targets.data]).toEqual(
    [share, 0, 0, rest, rest, share, 0, 0, 0, rest, 0, share].map((x) => expect.closeTo(x, 6)),
  );
});

test("mixes bytes to bytes, accepts soft targets, and does not change its arguments", () => {
  const bytes = { data: Uint8Array.of(0, 200), shape: [2, 1, 1, 1] };
  const soft = { data: Float32Array.of(0.5, 0.5, 1, 0), shape: [2, 2] };
  const { images, targets } = mixup({ alpha: 0.5 })(bytes, soft, new Rng(3));
  expect(images.data).toBeInstanceOf(Uint8Array);
  expect(images.data[0]! + images.data[1]!).toBe(200);
  expect(targets.data[0]! + targets.data[1]!).toBeCloseTo(1, 6);
  expect([...bytes.data, ...soft.data]).toEqual([0, 200, 0.5, 0.5, 1, 0]);
});

test("weights have the distribution Beta(α, α): mean ½, variance 1/(8α + 4)", () => {
  for (const alpha of [0.2, 1, 3]) {
    const rng = new Rng(5);
    const mix = mixup({ alpha, numClasses: 2 });
    const pair = { data: Float32Array.of(0, 1), shape: [2, 1, 1, 1] };
    const shares = Array.from({ length: 4000 }, () => mix(pair, [0, 1], rng).images.data[1]!);
    const mean = shares.reduce((sum, x) => sum + x, 0) / shares.length;
    const variance = shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / shares.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    expect(Math.abs(variance * (8 * alpha + 4) - 1)).toBeLessThan(0.1);
  }
});

test("says what is wrong", () => {
  expect(() => mixup({ alpha: 0 })).toThrow(
    new RangeError("mixup: alpha must be finite and above 0: got 0. Usual values are 0.2 to 1."),
  );
  expect(() => mixup({ numClasses: 0 })).toThrow(
    new RangeError("mixup: numClasses must be a whole number of at least 1: got 0."),
  );
  const mix = mixup({ numClasses: 3 });
  expect(() => mix(noise([1, 2, 2]), [0], new Rng(1))).toThrow(
    new ShapeError(
      "mixup: images can be mixed in a batch only: got shape [1, 2, 2]. Give [n, channels, height, width].",
    ),
  );
  expect(() => mix(batch, [0, 1], new Rng(1))).toThrow(
    new ShapeError(
      "mixup: 3 images need as many labels: got 2. Give class indices, or targets of shape [n, classes].",
    ),
  );
  expect(() => mix(batch, { data: new Float32Array(5), shape: [3, 2] }, new Rng(1))).toThrow(
    new ShapeError(
      "mixup: 3 images need as many labels: got shape [3, 2]. Give class indices, or targets of shape [n, classes].",
    ),
  );
  expect(() => mix(batch, [0, 3, 1], new Rng(1))).toThrow(
    new RangeError("mixup: label 1 is 3, which is no class in [0, 3). Check numClasses and labels."),
  );
  expect(() => mixup()(batch, [0, 0, 0], new Rng(1))).toThrow(
    new RangeError("mixup: class indices need the option numClasses: got none. Say how many there are."),
  );
});
