import { toFloat } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise } from "../images.ts";

test("divides bytes by 255 and keeps floats", () => {
  const image = noise([3, 4, 4]);
  const result = toFloat()(image, new Rng(1));
  expect(result.data).toBeInstanceOf(Float32Array);
  expect(result).toEqual(asFloats(image));
  expect(toFloat()(result, new Rng(1))).toEqual(result);
});
