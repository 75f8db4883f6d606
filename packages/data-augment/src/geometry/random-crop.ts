import type { Rng } from "@cambium/tensor";
import { checkOptions, requireBoolean, requireOneOf } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { cutOut, type PaddingMode, paddingModes } from "../image/window.ts";
import { checkedSize, type Fill, fillOf, type Size } from "../options.ts";
import { checkedPadding, checkFits, type Padding, type Sides } from "./padding.ts";

/** Options of `randomCrop`. */
export interface RandomCropOptions {
  /** Pixels to add before cropping: on all sides, [leftAndRight, topAndBottom], or [left, top, right, bottom]. Default: 0. */
  readonly padding?: Padding;
  /** True to pad an image that is still too small, on both sides by what it lacks. Default: false. */
  readonly padIfNeeded?: boolean;
  /** Value of pixels outside in mode constant, in the units of the image. Default: 0. */
  readonly fill?: Fill;
  /** Values of pixels outside of the image. Default: constant. */
  readonly paddingMode?: PaddingMode;
}

/**
 * Crops each image, after padding it, at a uniformly random position.
 *
 * @param size Height and width of the result. One number stands for both.
 * @throws {RangeError} If a size or the padding is not an integer, or if the size is larger than the padded image.
 * @see torchvision's RandomCrop.
 * @example
 * const shifted = randomCrop(32, { padding: 4 })(cifarImage, rng);
 */
export function randomCrop(size: Size, options: RandomCropOptions = {}): Transform {
  checkOptions("randomCrop", options, ["padding", "padIfNeeded", "fill", "paddingMode"]);
  const { padding = 0, padIfNeeded = false, fill = 0, paddingMode = "constant" } = options;
  requireBoolean("randomCrop", "padIfNeeded", padIfNeeded);
  const piece = checkedSize("randomCrop", size);
  const sides = checkedPadding("randomCrop", padding);
  requireOneOf("randomCrop", "paddingMode", paddingMode, paddingModes);
  return transform("randomCrop", (frame, rng) => {
    const around = padIfNeeded ? widened(sides, frame, piece) : sides;
    checkFits("randomCrop", frame, around, paddingMode);
    const corner = drawCorner(frame, around, piece, rng);
    const window = { ...corner, height: piece[0], width: piece[1] };
    cutOut(frame, window, paddingMode, fillOf("randomCrop", fill, frame));
  });
}

/** The padding, increased on both sides by what the image lacks. */
function widened(sides: Sides, { sizes }: Frame, [height, width]: readonly [number, number]): Sides {
  const [left, top, right, bottom] = sides;
  const [, oldHeight, oldWidth] = sizes;
  const across = Math.max(0, width - (oldWidth + left + right));
  const down = Math.max(0, height - (oldHeight + top + bottom));
  return [left + across, top + down, right + across, bottom + down];
}

function drawCorner(
  { sizes }: Frame,
  [left, top, right, bottom]: Sides,
  [height, width]: readonly [number, number],
  rng: Rng,
): { top: number; left: number } {
  const spareRows = sizes[1] + top + bottom - height;
  const spareColumns = sizes[2] + left + right - width;
  if (spareRows < 0 || spareColumns < 0) {
    throw new RangeError(
      `randomCrop: a piece of ${height} × ${width} is larger than the padded image, ` +
        `${height + spareRows} × ${width + spareColumns}. Use a smaller size, more padding, or padIfNeeded.`,
    );
  }
  return { top: rng.int(spareRows + 1) - top, left: rng.int(spareColumns + 1) - left };
}
