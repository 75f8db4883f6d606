import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { type Range, requireNoMore, spreadRange } from "../options.ts";
import { channelOf, hueOf } from "./hsv.ts";

/**
 * Shifts the hue of an image by a random amount.
 *
 * The hue of each pixel, in [0, 1), becomes hue + shift modulo 1. Its saturation and value are unchanged.
 *
 * @param shift In turns of the color wheel: [least, greatest] within [−0.5, 0.5], or a number s in [0, 0.5] for [−s, s].
 * @throws {RangeError} If the range is out of these bounds.
 * @throws {ShapeError} If the image does not have 3 channels.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see Smith: Color Gamut Transform Pairs (1978); torchvision's ColorJitter and adjust_hue.
 */
export function hue(shift: Range, ...more: never[]): Transform {
  requireNoMore("hue", more, "hue(shift) or hue([least, greatest])");
  const range = spreadRange("hue", "shift", shift, 0, -0.5, 0.5);
  return inUnitRange("hue", (frame, rng) => {
    checkChannels("hue", frame, [3]);
    adjustHue(frame, between(rng, range));
  });
}

/** Shifts the hue of an image of 3 channels. */
export function adjustHue(frame: Frame, shift: number): void {
  const source = frame.pixels();
  const { bound } = frame;
  const plane = source.length / 3;
  const target = pixelsOf(frame.type, source.length);
  const turn = Math.fround(shift);
  for (let i = 0; i < plane; i++) {
    const red = Math.fround((source[i] as number) / bound);
    const green = Math.fround((source[plane + i] as number) / bound);
    const blue = Math.fround((source[2 * plane + i] as number) / bound);
    const value = Math.max(red, green, blue);
    const chroma = Math.fround(value - Math.min(red, green, blue));
    const turned = Math.fround(hueOf(red, green, blue, value, chroma) + turn);
    const place = Math.fround(turned - Math.floor(turned));
    const saturation = chroma === 0 ? 0 : Math.fround(chroma / value);
    for (let channel = 0; channel < 3; channel++) {
      target[channel * plane + i] = Math.fround(channelOf(channel, place, saturation, value) * bound);
    }
  }
  frame.replace(target);
}
