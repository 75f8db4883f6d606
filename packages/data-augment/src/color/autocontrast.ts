import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { requireNoMore } from "../options.ts";

/**
 * Stretches the contrast of each channel so that its darkest value becomes 0 and its brightest 255 (1 for floats).
 *
 * y = (x − least)·255/(greatest − least) for each channel, truncated to integers. A channel with a single value is unchanged.
 *
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's RandomAutocontrast, with p = 1.
 */
export function autocontrast(...more: never[]): Transform {
  requireNoMore("autocontrast", more, "autocontrast(), or withProbability(p, autocontrast())");
  return inUnitRange("autocontrast", applyAutocontrast);
}

/** Stretches the contrast of each channel. */
export function applyAutocontrast(frame: Frame): void {
  const source = frame.pixels();
  const { bound } = frame;
  const [channels] = frame.sizes;
  const plane = source.length / channels;
  const ranges = Array.from({ length: channels }, (_, channel) => extremes(source, channel * plane, plane));
  const scales = ranges.map(([least, greatest]) => Math.fround(bound / Math.fround(greatest - least)));
  const stretch = (x: number, channel: number) => {
    const scale = scales[channel] as number;
    if (!Number.isFinite(scale)) return x;
    return Math.min(bound, Math.fround(Math.fround(x - (ranges[channel] as readonly number[])[0]!) * scale));
  };
  frame.map(stretch, true);
}

function extremes(values: ArrayLike<number>, start: number, count: number): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + count; i++) {
    const value = values[i] as number;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
