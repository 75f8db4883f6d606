import { verticalFlip } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);
const flip = verticalFlip({ p: 1 });

test("mirrors each channel top to bottom, and twice gives the image back", () => {
  const image = gray([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(rowsOf(flip(image, rng))).toEqual([
    [5, 6],
    [3, 4],
    [1, 2],
  ]);
  const colored = noise([3, 5, 4]);
  expect(flip(flip(colored, rng), rng)).toEqual(colored);
  expect(verticalFlip({ p: 0 })(colored, rng)).toEqual(colored);
});

test("refuses numbers that are not probabilities", () => {
  expect(() => verticalFlip({ p: 2 })).toThrow(
    new RangeError("verticalFlip: p must be a probability in [0, 1]: got 2."),
  );
});
