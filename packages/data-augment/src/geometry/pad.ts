import { checkOptions, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { type PaddingMode, paddingModes } from "../image/window.ts";
import type { Fill } from "../options.ts";
import { addSides, checkedPadding, type Padding } from "./padding.ts";

/** Options of `pad`. */
export interface PadOptions {
  /** Value of new pixels in mode constant, in the units of the image. Default: 0. */
  readonly fill?: Fill;
  /** Values of new pixels. Default: constant. */
  readonly paddingMode?: PaddingMode;
}

/**
 * Pads an image with rows and columns on each side.
 *
 * @param padding Number of pixels on all sides, [leftAndRight, topAndBottom], or [left, top, right, bottom].
 * @throws {RangeError} If the padding is not integers of at least 0, or exceeds what mirroring or repeating the image once
 *   can fill.
 * @see torchvision's Pad.
 */
export function pad(padding: Padding, options: PadOptions = {}): Transform {
  checkOptions("pad", options, ["fill", "paddingMode"]);
  const { fill = 0, paddingMode = "constant" } = options;
  const sides = checkedPadding("pad", padding);
  requireOneOf("pad", "paddingMode", paddingMode, paddingModes);
  return transform("pad", (frame) => addSides("pad", frame, sides, paddingMode, fill));
}
