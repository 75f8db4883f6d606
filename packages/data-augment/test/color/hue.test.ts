import { hue } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise, pixel } from "../images.ts";

const rng = new Rng(1);
const turned = (shift: number, ...color: [number, number, number]) => [
  ...hue([shift, shift])(pixel(...color), rng).data,
];

test("a third of a turn maps red to green, green to blue and blue to red; half a turn maps red to cyan", () => {
  expect(turned(1 / 3, 255, 0, 0)).toEqual([0, 255, 0]);
  expect(turned(1 / 3, 0, 255, 0)).toEqual([0, 0, 255]);
  expect(turned(1 / 3, 0, 0, 255)).toEqual([255, 0, 0]);
  expect(turned(0.5, 255, 0, 0)).toEqual([0, 255, 255]);
  expect(turned(1 / 6, 255, 0, 0)).toEqual([255, 255, 0]);
});

test("keeps grays, and everything with shift 0", () => {
  expect(turned(0.3, 90, 90, 90)).toEqual([90, 90, 90]);
  expect(turned(0.3, 0, 0, 0)).toEqual([0, 0, 0]);
  const image = asFloats(noise([3, 5, 5]));
  hue(0)(image, rng).data.forEach((value, i) => {
    expect(value).toBeCloseTo(image.data[i]!, 6);
  });
});

/** Textbook formula: a channel is V − V·S·max(0, min(k, 4 − k, 1)), where k = (n + 6H) mod 6 and n = 5, 3, 1. */
function formula([red, green, blue]: readonly [number, number, number], shift: number): number[] {
  const value = Math.max(red, green, blue);
  const chroma = value - Math.min(red, green, blue);
  let sixths = 0;
  if (chroma > 0 && value === red) sixths = (green - blue) / chroma;
  else if (chroma > 0 && value === green) sixths = 2 + (blue - red) / chroma;
  else if (chroma > 0) sixths = 4 + (red - green) / chroma;
  const saturation = value === 0 ? 0 : chroma / value;
  return [5, 3, 1].map((n) => {
    const k = (n + sixths + 6 * shift + 12) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  });
}

test.each([-0.5, -0.21, 0.1, 0.37])(
  "agrees with the formula of the hue-saturation-value model at %d",
  (shift) => {
    const image = asFloats(noise([3, 10, 10]));
    const { data } = hue([shift, shift])(image, rng);
    for (let i = 0; i < 100; i++) {
      const color = [0, 1, 2].map((c) => image.data[100 * c + i]!) as [number, number, number];
      formula(color, shift).forEach((expected, c) => {
        expect(data[100 * c + i]).toBeCloseTo(expected, 5);
      });
    }
  },
);

test("the inverse gives the image back, up to rounding", () => {
  const image = asFloats(noise([3, 6, 6]));
  const back = hue([-0.3, -0.3])(hue([0.3, 0.3])(image, rng), rng);
  back.data.forEach((value, i) => {
    expect(value).toBeCloseTo(image.data[i]!, 5);
  });
});

test("says what is wrong", () => {
  expect(() => hue(0.6)).toThrow(
    new RangeError("hue: shift must be a spread in [0, 0.5] or [least, greatest]: got 0.6."),
  );
  expect(() => hue([-0.6, 0])).toThrow(
    new RangeError("hue: shift must be a finite number or [least, greatest] in [-0.5, 0.5]: got [-0.6, 0]."),
  );
  expect(() => hue(0.1)(noise([1, 3, 3]), rng)).toThrow(
    new ShapeError(
      "hue: an image must have 3 channels: got shape [1, 3, 3]. Take away or add channels first.",
    ),
  );
});
