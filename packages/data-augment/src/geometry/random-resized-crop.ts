import type { Rng } from "@cambium/tensor";
import { checkOptions, requireBoolean, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { drawEdges, place, type WindowRanges } from "../image/random-window.ts";
import { transform } from "../image/transform.ts";
import type { Window } from "../image/window.ts";
import { roundToEven } from "../math/portable-math.ts";
import { checkedRange, checkedSize, type Size } from "../options.ts";
import { resample, resizeInterpolations } from "./resample.ts";
import type { ResizeOptions } from "./resize.ts";

/** Options of `randomResizedCrop`. */
export interface RandomResizedCropOptions extends ResizeOptions {
  /** Area of the crop as a fraction of the image's area, within (0, 1]. Default: [0.08, 1]. */
  readonly scale?: readonly [number, number];
  /** Width divided by height of the crop, above 0. Default: [3/4, 4/3]. */
  readonly ratio?: readonly [number, number];
}

/**
 * Crops a random area of random aspect ratio at a random position, and resizes it.
 *
 * The area and the logarithm of width/height are uniformly distributed. If none of ten draws fits into the image, the crop is
 * the largest centered one whose aspect ratio is in the range.
 *
 * @param size Height and width of the result. One number stands for both.
 * @throws {RangeError} If a size or a range is out of bounds.
 * @see Szegedy et al.: Going Deeper with Convolutions (2014), §6; torchvision's RandomResizedCrop.
 */
export function randomResizedCrop(size: Size, options: RandomResizedCropOptions = {}): Transform {
  const op = "randomResizedCrop";
  checkOptions(op, options, ["scale", "ratio", "interpolation", "antialias"]);
  const { scale = [0.08, 1], ratio = [3 / 4, 4 / 3], interpolation = "bilinear", antialias = true } = options;
  requireBoolean(op, "antialias", antialias);
  const target = checkedSize(op, size);
  const ranges = {
    scale: checkedRange(op, "scale", scale, 1e-6, 1),
    ratio: checkedRange(op, "ratio", ratio, 1e-3, 1e3),
  };
  requireOneOf(op, "interpolation", interpolation, resizeInterpolations);
  return transform(op, (frame, rng) => {
    const [, height, width] = frame.sizes;
    resample(frame, drawPiece(rng, [height, width], ranges), target, interpolation, antialias);
  });
}

function drawPiece(rng: Rng, outer: readonly [number, number], ranges: WindowRanges): Window {
  const [height, width] = outer;
  const fits = (w: number, h: number) => w > 0 && w <= width && h > 0 && h <= height;
  const edges = drawEdges(rng, height * width, ranges, fits);
  return edges ? place(rng, outer, edges[1], edges[0]) : middle(outer, ranges.ratio);
}

function middle([height, width]: readonly [number, number], ratio: readonly [number, number]): Window {
  const shape = Math.min(ratio[1], Math.max(ratio[0], width / height));
  const w = width / height > shape ? Math.max(1, roundToEven(height * shape)) : width;
  const h = width / height < shape ? Math.max(1, roundToEven(width / shape)) : height;
  return { top: Math.floor((height - h) / 2), left: Math.floor((width - w) / 2), height: h, width: w };
}
