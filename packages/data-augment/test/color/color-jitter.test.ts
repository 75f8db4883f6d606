import { brightness, colorJitter, compose, hue } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

const image = noise([3, 6, 6]);

test("without options it changes nothing", () => {
  expect(colorJitter({})(image, new Rng(1))).toEqual(image);
});

test("applies the requested changes in both orders", () => {
  const jitter = colorJitter({ brightness: [1.5, 1.5], hue: [0.2, 0.2] });
  const orders = [
    compose(brightness([1.5, 1.5]), hue([0.2, 0.2])),
    compose(hue([0.2, 0.2]), brightness([1.5, 1.5])),
  ].map((order) => String(order(image, new Rng(1)).data));
  const seen = new Set<string>();
  for (let seed = 0; seed < 20; seed++) seen.add(String(jitter(image, new Rng(seed)).data));
  expect([...seen].sort()).toEqual(orders.sort());
});

test("one channel can have brightness and contrast", () => {
  expect(colorJitter({ brightness: 0.4, contrast: 0.4 })(noise([1, 4, 4]), new Rng(1)).shape).toEqual([
    1, 4, 4,
  ]);
});

test("says what is wrong", () => {
  expect(() => colorJitter({ contrast: -1 })).toThrow(
    new RangeError("colorJitter: contrast must be a spread of at least 0 or [least, greatest]: got -1."),
  );
  expect(() => colorJitter({ hue: 1 })).toThrow(
    new RangeError("colorJitter: hue must be a spread in [0, 0.5] or [least, greatest]: got 1."),
  );
  expect(() => colorJitter({ saturation: 0.5 })(noise([1, 4, 4]), new Rng(1))).toThrow(
    new ShapeError(
      "colorJitter: an image must have 3 channels: got shape [1, 4, 4]. Take away or add channels first.",
    ),
  );
});
