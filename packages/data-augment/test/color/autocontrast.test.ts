import { autocontrast } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("stretches the values of each channel from darkest to brightest", () => {
  // (60 − 50)·255/(150 − 50) = 25.5
  expect(rowsOf(autocontrast()(gray([[50, 60, 150]]), rng))).toEqual([[0, 25, 255]]);
  const two = { data: Uint8Array.of(0, 51, 10, 20), shape: [2, 1, 2] };
  expect([...autocontrast()(two, rng).data]).toEqual([0, 255, 0, 255]);
  expect(rowsOf(autocontrast()(floats([[0.25, 0.375, 0.5]]), rng))).toEqual([[0, 0.5, 1]]);
});

test("keeps a channel of one value", () => {
  expect(rowsOf(autocontrast()(gray([[7, 7]]), rng))).toEqual([[7, 7]]);
});
