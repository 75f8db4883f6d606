import * as augment from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { everyTransform } from "./every-transform.ts";
import { asFloats, imageOf, noise } from "./images.ts";
import { knownSums, sumOf } from "./known-sums.ts";

const batch = noise([3, 3, 24, 20]);

describe.each(Object.entries(everyTransform))("%s", (name, { trial: transform, bytesOnly }) => {
  const kinds = bytesOnly ? [batch] : [batch, asFloats(batch)];

  test.each(kinds)("does not change its input, and gives equal results for equal seeds", (image) => {
    const before = image.data.slice();
    const result = transform(image, new Rng(3));
    expect(image.data).toEqual(before);
    expect(transform(image, new Rng(3))).toEqual(result);
  });

  test.each(kinds)("shares no memory with its input", (image) => {
    for (const one of [image, imageOf(image, 0)]) {
      expect(transform(one, new Rng(3)).data.buffer).not.toBe(one.data.buffer);
    }
  });

  test.each(kinds)("treats a batch like its images one after another", (image) => {
    const whole = transform(image, new Rng(4));
    const rng = new Rng(4);
    for (let i = 0; i < 3; i++) expect(imageOf(whole, i)).toEqual(transform(imageOf(image, i), rng));
  });

  test.each(kinds)("keeps the type of values, and their number fits the shape", (image) => {
    const { data, shape } = transform(image, new Rng(5));
    const toFloats = name === "normalize" || name === "toFloat";
    expect(data).toBeInstanceOf(toFloats ? Float32Array : image.data.constructor);
    expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
    expect(data.every(Number.isFinite)).toBe(true);
  });

  test("gives the recorded bytes", () => {
    expect(sumOf(transform(batch, new Rng(6)))).toBe(knownSums[name]);
  });
});

test("the table has every function of the package, except those that mix batches", () => {
  const names = Object.keys(augment).filter((name) => name !== "mixup" && name !== "cutmix");
  expect(Object.keys(everyTransform).sort()).toEqual(names.sort());
});
