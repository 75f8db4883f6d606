import type { Rng } from "@cambium/tensor";
import { checkOptions, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { between } from "../math/draws.ts";
import { roundToEven } from "../math/portable-math.ts";
import { checkedRange, checkNumber, fillOf, type Range, spreadRange, text } from "../options.ts";
import { type AffineMap, applyAffine, inverseOf } from "./affine-map.ts";
import { checkedPoint } from "./point.ts";
import { interpolations, type WarpOptions, warpNames } from "./warp.ts";

/** Options of `affine`. */
export interface AffineOptions extends WarpOptions {
  /** Largest translation across and down, as fractions of width and height, in [0, 1]. Default: [0, 0]. */
  readonly translate?: readonly [across: number, down: number];
  /** Scale factor, above 0. Default: 1. */
  readonly scale?: Range;
  /**
   * Shear along x in degrees: [least, greatest], or a number d for [−d, d]. Four numbers are the ranges along x and
   * along y. All must be in [−89.9, 89.9]. Default: 0.
   */
  readonly shear?: Range | readonly [number, number, number, number];
  /** Column and row of the fixed point, where (0, 0) is the upper left corner of the image. Default: its center. */
  readonly center?: readonly [column: number, row: number];
}

/** Ranges that the parameters of an affine transform are drawn from. */
interface AffineRanges {
  readonly degrees: readonly [number, number];
  readonly translate: readonly [number, number];
  readonly scale: readonly [number, number];
  readonly shearX: readonly [number, number];
  readonly shearY: readonly [number, number];
}

/**
 * Scales, shears, rotates and translates an image by random amounts.
 *
 * Translations are whole numbers of pixels.
 *
 * @param degrees Clockwise rotation: [least, greatest], or a number d for [−d, d].
 * @throws {RangeError} If an option is out of its range.
 * @see torchvision's RandomAffine.
 * @example
 * const moved = affine(10, { translate: [0.1, 0.1], scale: [0.9, 1.1], interpolation: "bilinear" })(image, rng);
 */
export function affine(degrees: Range, options: AffineOptions = {}): Transform {
  checkOptions("affine", options, ["translate", "scale", "shear", "center", ...warpNames]);
  const { interpolation = "nearest", fill = 0 } = options;
  const ranges = checkedRanges(degrees, options);
  const center = checkedPoint("affine", "center", options.center);
  requireOneOf("affine", "interpolation", interpolation, interpolations);
  return transform("affine", (frame, rng) => {
    const [, height, width] = frame.sizes;
    const map = { ...drawMap(rng, ranges, height, width), center };
    applyAffine(frame, inverseOf(map, height, width), interpolation, fillOf("affine", fill, frame));
  });
}

function checkedRanges(degrees: Range, options: AffineOptions): AffineRanges {
  const { translate = [0, 0], scale = 1, shear = 0 } = options;
  checkTranslate(translate);
  const [alongX, alongY] = shearRanges(shear);
  return {
    degrees: spreadRange("affine", "degrees", degrees, 0, Number.NEGATIVE_INFINITY),
    translate,
    scale: checkedRange("affine", "scale", scale, 1e-6),
    shearX: spreadRange("affine", "shear", alongX, 0, -89.9, 89.9),
    shearY: spreadRange("affine", "shear", alongY, 0, -89.9, 89.9),
  };
}

function checkTranslate(translate: readonly [number, number]): void {
  if (!Array.isArray(translate) || translate.length !== 2) {
    throw new RangeError(
      `affine: translate must be [across, down]: got ${text(translate)}. Give two numbers in [0, 1].`,
    );
  }
  for (const share of translate) checkNumber("affine", "translate", share, 0, 1);
}

function shearRanges(shear: Range | readonly [number, number, number, number]): readonly [Range, Range] {
  if (!Array.isArray(shear) || shear.length !== 4) return [shear as Range, 0];
  return [
    [shear[0], shear[1]],
    [shear[2], shear[3]],
  ];
}

function drawMap(rng: Rng, ranges: AffineRanges, height: number, width: number): AffineMap {
  const { degrees, translate, scale, shearX, shearY } = ranges;
  const move = (most: number) => roundToEven(between(rng, [-most, most]));
  return {
    angle: between(rng, degrees),
    translate: [move(translate[0] * width), move(translate[1] * height)],
    scale: between(rng, scale),
    shear: [between(rng, shearX), between(rng, shearY)],
  };
}
