import { cutmix } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

/** Three images of two channels, each filled with one number. */
const batch = {
  data: Uint8Array.from({ length: 3 * 2 * 80 }, (_, i) => 1 + Math.floor(i / 160)),
  shape: [3, 2, 8, 10],
};

test("pastes a rectangle of the previous image, and mixes targets by its area", () => {
  let mixed = 0;
  for (let seed = 0; seed < 40; seed++) {
    const { images, targets } = cutmix({ numClasses: 3 })(batch, [0, 1, 2], new Rng(seed));
    const second = [...images.data.subarray(160, 240)];
    const places = [...second.keys()].filter((i) => second[i] === 1);
    const rows = new Set(places.map((i) => Math.floor(i / 10)));
    const columns = new Set(places.map((i) => i % 10));
    expect(places.length).toBe(rows.size * columns.size);
    expect([...images.data.subarray(240, 320)]).toEqual(second);
    expect(images.data.subarray(0, 80).filter((value) => value === 3).length).toBe(places.length);
    expect(targets.data[4]).toBeCloseTo(1 - places.length / 80, 6);
    expect(targets.data[3]).toBeCloseTo(places.length / 80, 6);
    if (places.length > 0 && places.length < 80) mixed++;
  }
  expect(mixed).toBeGreaterThan(25);
});

test("accepts floats and soft targets, and does not change its arguments", () => {
  const floats = { data: Float32Array.from(batch.data), shape: batch.shape };
  const soft = { data: Float32Array.of(1, 0, 0, 1, 0.5, 0.5), shape: [3, 2] };
  const { images, targets } = cutmix()(floats, soft, new Rng(2));
  expect(images.data).toBeInstanceOf(Float32Array);
  expect(targets.shape).toEqual([3, 2]);
  expect([...floats.data]).toEqual([...batch.data]);
  expect([...soft.data]).toEqual([1, 0, 0, 1, 0.5, 0.5]);
});

test("says what is wrong", () => {
  expect(() => cutmix({ alpha: Number.POSITIVE_INFINITY })).toThrow(
    new RangeError("cutmix: alpha must be finite and above 0: got Infinity. Usual values are 0.2 to 1."),
  );
  expect(() => cutmix({ numClasses: 2.5 })).toThrow(
    "cutmix: numClasses must be a whole number of at least 1: got 2.5.",
  );
  expect(() => cutmix({ numClasses: 2 })(noise([1, 2, 2]), [0], new Rng(1))).toThrow(
    new ShapeError(
      "cutmix: images can be mixed in a batch only: got shape [1, 2, 2]. Give [n, channels, height, width].",
    ),
  );
});
