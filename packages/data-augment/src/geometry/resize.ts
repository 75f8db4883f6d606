import { checkOptions, requireBoolean, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { checkedSize, type Size } from "../options.ts";
import { type ResizeInterpolation, resample, resizeInterpolations } from "./resample.ts";

/** Options of transforms that change the size of images. */
export interface ResizeOptions {
  /** Interpolation between pixels. Default: bilinear. */
  readonly interpolation?: ResizeInterpolation;
  /** True to smooth an image that is made smaller, so that no pixel is skipped. Only affects bilinear. Default: true. */
  readonly antialias?: boolean;
}

/**
 * Resizes an image. The center of new pixel i corresponds to position (i + ½)·old/new − ½ of the old image.
 *
 * With antialias, a new value is the mean of the old ones weighted by a triangle as wide as two new pixels. Bytes are rounded,
 * with ties to even.
 *
 * @param size [height, width], or one number for the shorter edge; the longer edge is then ⌊size·longer/shorter⌋.
 * @throws {RangeError} If a size is not an integer of at least 1, or the interpolation does not exist.
 * @see torchvision's Resize. The values are those that it computes for float images.
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
