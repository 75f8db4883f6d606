import { invert } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("subtracts values from the brightest one, and twice gives the image back", () => {
  expect(rowsOf(invert()(gray([[0, 100, 255]]), rng))).toEqual([[255, 155, 0]]);
  expect(rowsOf(invert()(floats([[0, 0.25, 1]]), rng))).toEqual([[1, 0.75, 0]]);
  const image = noise([4, 5, 5]);
  expect(invert()(invert()(image, rng), rng)).toEqual(image);
});
