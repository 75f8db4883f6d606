import { grayscale } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise, pixel } from "../images.ts";

const rng = new Rng(1);

test("has weights 0.2989, 0.587 and 0.114 for red, green and blue, and truncates bytes", () => {
  // 2.989 + 117.4 + 3.42 = 123.809
  expect(grayscale()(pixel(10, 200, 30), rng)).toEqual({ data: Uint8Array.of(123), shape: [1, 1, 1] });
  expect([...grayscale({ numOutputChannels: 3 })(pixel(10, 200, 30), rng).data]).toEqual([123, 123, 123]);
  expect(grayscale()(asFloats(pixel(10, 200, 30)), rng).data[0]).toBeCloseTo(123.809 / 255, 6);
});

test("one channel is kept or repeated", () => {
  const image = noise([1, 4, 4]);
  expect(grayscale()(image, rng)).toEqual(image);
  expect(grayscale({ numOutputChannels: 3 })(image, rng).shape).toEqual([3, 4, 4]);
});

test("says what is wrong", () => {
  expect(() => grayscale({ numOutputChannels: 2 })).toThrow(
    new RangeError("grayscale: numOutputChannels must be 1 or 3: got 2. Choose one of them."),
  );
  expect(() => grayscale()(noise([4, 2, 2]), rng)).toThrow(
    new ShapeError(
      "grayscale: an image must have 1 or 3 channels: got shape [4, 2, 2]. Take away or add channels first.",
    ),
  );
});
