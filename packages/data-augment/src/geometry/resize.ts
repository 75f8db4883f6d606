import { checkOptions, requireBoolean, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { checkedSize, type Size } from "../options.ts";
import { type ResizeInterpolation, resample, resizeInterpolations } from "./resample.ts";

/** Options of what changes the size of images. */
export interface ResizeOptions {
  /** How values between pixels are found. Default: bilinear. */
  readonly interpolation?: ResizeInterpolation;
  /** Whether an image that becomes smaller is smoothed, so that nothing is skipped; of use with bilinear only. Default: true. */
  readonly antialias?: boolean;
}

/**
 * Scales an image. Centers of pixels keep their relative places: that of new pixel i lies at (i + ½)·old/new − ½.
 *
 * With antialias, a new value is the mean of all old ones under a triangle as wide as two new pixels, weighed by its
 * height. Bytes are rounded, halves to the even number.
 *
 * @param size [height, width]; or one number, which the shorter edge gets, and the longer one ⌊size·longer/shorter⌋.
 * @throws {RangeError} If a size is not a whole number of at least 1, or the interpolation is none of those there are.
 * @see torchvision's Resize, in its numbers for float images.
 */
export function resize(size: Size, options: ResizeOptions = {}): Transform {
  checkOptions("resize", options, ["interpolation", "antialias"]);
  const { interpolation = "bilinear", antialias = true } = options;
  requireBoolean("resize", "antialias", antialias);
  checkedSize("resize", size);
  requireOneOf("resize", "interpolation", interpolation, resizeInterpolations);
  return transform("resize", (frame) => {
    const [, height, width] = frame.sizes;
    const target = typeof size === "number" ? keepingShape(size, height, width) : size;
    resample(frame, { top: 0, left: 0, height, width }, target, interpolation, antialias);
  });
}

function keepingShape(size: number, height: number, width: number): readonly [number, number] {
  return height < width
    ? [size, Math.floor((size * width) / height)]
    : [Math.floor((size * height) / width), size];
}
