import { solarize } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("inverts values from the threshold on", () => {
  expect(rowsOf(solarize(128)(gray([[0, 127, 128, 255]]), rng))).toEqual([[0, 127, 127, 0]]);
  expect(rowsOf(solarize(0.5)(floats([[0.25, 0.5, 1]]), rng))).toEqual([[0.25, 0.5, 0]]);
});

test("says what is wrong", () => {
  expect(() => solarize(256)).toThrow(
    new RangeError("solarize: threshold must be a finite number or [least, greatest] in [0, 255]: got 256."),
  );
  expect(() => solarize(128)(floats([[1]]), rng)).toThrow(
    new RangeError("solarize: threshold must be a finite number in [0, 1]: got 128."),
  );
});
