import { checkOptions } from "@cambium/tensor/checks";
import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { type Range, spreadRange } from "../options.ts";
import { adjustBrightness } from "./brightness.ts";
import { adjustContrast } from "./contrast.ts";
import { adjustHue } from "./hue.ts";
import { adjustSaturation } from "./saturation.ts";

/** Options of `colorJitter`: the arguments of the transforms with these names. */
export interface ColorJitterOptions {
  /** Factor of `brightness`. Default: 0, which changes nothing. */
  readonly brightness?: Range;
  /** Factor of `contrast`. Default: 0, which changes nothing. */
  readonly contrast?: Range;
  /** Factor of `saturation`. Default: 0, which changes nothing. */
  readonly saturation?: Range;
  /** Shift of `hue`. Default: 0, which changes nothing. */
  readonly hue?: Range;
}

/** One of the four adjustments, with the range of its amount and the amount that changes nothing. */
interface Adjustment {
  readonly range: readonly [number, number];
  readonly nothing: number;
  readonly apply: (frame: Frame, amount: number) => void;
}

/**
 * Changes brightness, contrast, saturation and hue by random amounts, in random order.
 *
 * @throws {RangeError} If a range is out of the bounds of its transform.
 * @throws {ShapeError} If the image does not have 1 or 3 channels, or does not have 3 and saturation or hue change.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's ColorJitter.
 */
export function colorJitter(options: ColorJitterOptions): Transform {
  checkOptions("colorJitter", options, ["brightness", "contrast", "saturation", "hue"]);
  const adjustments = adjustmentsOf(options).filter(({ range, nothing }) =>
    range.some((end) => end !== nothing),
  );
  return inUnitRange("colorJitter", (frame, rng) => {
    for (const index of rng.permutation(adjustments.length)) {
      const { range, apply } = adjustments[index] as Adjustment;
      apply(frame, between(rng, range));
    }
  });
}

function adjustmentsOf(options: ColorJitterOptions): readonly Adjustment[] {
  const op = "colorJitter";
  const { brightness = 0, contrast = 0, saturation = 0, hue = 0 } = options;
  const factor = (name: string, range: Range) => ({ range: spreadRange(op, name, range, 1, 0), nothing: 1 });
  const colored = (adjust: Adjustment["apply"]) => (frame: Frame, amount: number) => {
    checkChannels(op, frame, [3]);
    adjust(frame, amount);
  };
  return [
    { ...factor("brightness", brightness), apply: adjustBrightness },
    { ...factor("contrast", contrast), apply: (frame, amount) => adjustContrast(op, frame, amount) },
    { ...factor("saturation", saturation), apply: colored(adjustSaturation) },
    { range: spreadRange(op, "hue", hue, 0, -0.5, 0.5), nothing: 0, apply: colored(adjustHue) },
  ];
}
