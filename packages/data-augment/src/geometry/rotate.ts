import { checkOptions, requireBoolean, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { between } from "../math/draws.ts";
import { fillOf, type Range, spreadRange } from "../options.ts";
import { type AffineMap, applyAffine, inverseOf, type Matrix, still } from "./affine-map.ts";
import { checkedPoint } from "./point.ts";
import { interpolations, type WarpOptions, warpNames } from "./warp.ts";

/** Options of `rotate`. */
export interface RotateOptions extends WarpOptions {
  /** True to enlarge the image so that the rotated one fits in; not with `center`. Default: false. */
  readonly expand?: boolean;
  /** Column and row of the fixed point, where (0, 0) is the upper left corner of the image. Default: its center. */
  readonly center?: readonly [column: number, row: number];
}

/**
 * Rotates an image by a random angle.
 *
 * @param degrees Counterclockwise rotation: [least, greatest], or a number d for [−d, d]. [90, 90] is a quarter turn.
 * @throws {RangeError} If the angles are not finite and in order, or an option is out of its range.
 * @see torchvision's RandomRotation.
 */
export function rotate(degrees: Range, options: RotateOptions = {}): Transform {
  checkOptions("rotate", options, ["expand", "center", ...warpNames]);
  const { interpolation = "nearest", fill = 0, expand = false } = options;
  const range = spreadRange("rotate", "degrees", degrees, 0, Number.NEGATIVE_INFINITY);
  requireOneOf("rotate", "interpolation", interpolation, interpolations);
  requireBoolean("rotate", "expand", expand);
  const center = checkedPoint("rotate", "center", options.center);
  if (expand && center) {
    throw new RangeError(
      "rotate: with expand the image turns about its middle: got a center. Leave one of them out.",
    );
  }
  return transform("rotate", (frame, rng) => {
    const [, height, width] = frame.sizes;
    const map: AffineMap = { ...still, angle: -between(rng, range), center };
    const matrix = inverseOf(map, height, width);
    const size: readonly [number, number] = expand ? sizeOfTurned(matrix, height, width) : [height, width];
    applyAffine(frame, matrix, interpolation, fillOf("rotate", fill, frame), size);
  });
}

/** Height and width in whole pixels that the rotated image covers. */
function sizeOfTurned([a, b]: Matrix, height: number, width: number): readonly [number, number] {
  const [cosine, sine] = [Math.abs(a), Math.abs(b)];
  return [
    pixelsUnder(height, width * sine + height * cosine),
    pixelsUnder(width, width * cosine + height * sine),
  ];
}

/** Number of whole pixels that a length around the center of the old one covers, ignoring parts below 10⁻⁴ of a pixel. */
function pixelsUnder(old: number, length: number): number {
  const whole = (place: number) => Math.trunc(place * 1e4) / 1e4;
  return Math.ceil(whole((old + length) / 2)) - Math.floor(whole((old - length) / 2));
}
