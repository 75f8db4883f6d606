import { horizontalFlip } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);
const image = gray([
  [1, 2, 3],
  [4, 5, 6],
]);

test("mirrors left to right, and twice gives the image back", () => {
  const flip = horizontalFlip({ p: 1 });
  const once = flip(image, rng);
  expect(rowsOf(once)).toEqual([
    [3, 2, 1],
    [6, 5, 4],
  ]);
  expect(flip(once, rng)).toEqual(image);
});

test("flips half of the images by default, and none with p 0", () => {
  const batch = noise([1000, 1, 1, 2]);
  const { data } = horizontalFlip()(batch, rng);
  const flipped = data.filter((value, i) => i % 2 === 0 && value !== batch.data[i]).length;
  expect(flipped).toBeGreaterThan(440);
  expect(flipped).toBeLessThan(560);
  expect(horizontalFlip({ p: 0 })(batch, rng)).toEqual(batch);
});

test.each([-0.1, 1.1, Number.NaN])("refuses a probability of %d", (p) => {
  expect(() => horizontalFlip({ p })).toThrow(
    new RangeError(`horizontalFlip: p must be a probability in [0, 1]: got ${p}.`),
  );
});
