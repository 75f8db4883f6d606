import type { Frame } from "../image/frame.ts";
import { sineAndCosine } from "../math/portable-math.ts";
import { type Interpolation, type OriginsOfRow, warp } from "./warp.ts";

/** Parameters of an affine transform about a center: scale, shear, rotation and translation, applied in this order. */
export interface AffineMap {
  /** Degrees clockwise. */
  readonly angle: number;
  /** Pixels to the right and down. */
  readonly translate: readonly [number, number];
  /** Factor, above 0. */
  readonly scale: number;
  /** Degrees along x and along y. */
  readonly shear: readonly [number, number];
  /** Column and row of the fixed point, where (0, 0) is the upper left corner of the image. Default: its center. */
  readonly center?: readonly [number, number] | undefined;
}

/** Parameters of the identity. */
export const still: AffineMap = { angle: 0, translate: [0, 0], scale: 1, shear: [0, 0] };

/**
 * Matrix that maps each position (x′, y′) in the result to its origin (x, y), both relative to the center of the image:
 * x = a·x′ + b·y′ + c, y = d·x′ + e·y′ + f.
 */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * Inverse of T·C·R(angle)·Shear(y)·Shear(x)·scale·C⁻¹, where C translates by the center and T by `translate`.
 *
 * R·Shear(y)·Shear(x) has determinant 1. Its rows are (ratio, −ratio·tan sx − sin angle) and
 * (slope, −slope·tan sx + cos angle), where ratio = cos(angle − sy)/cos sy and slope = sin(angle − sy)/cos sy.
 *
 * @see torchvision's _get_inverse_affine_matrix, which has the same conventions.
 */
export function inverseOf(map: AffineMap, height: number, width: number): Matrix {
  const { angle, scale, translate } = map;
  const [sine, cosine] = sineAndCosine(angle);
  const [sineX, cosineX] = sineAndCosine(map.shear[0]);
  const [, cosineY] = sineAndCosine(map.shear[1]);
  const [sineTurned, cosineTurned] = sineAndCosine(angle - map.shear[1]);
  const ratio = cosineTurned / cosineY;
  const slope = sineTurned / cosineY;
  const tangent = sineX / cosineX;
  const a = (cosine - slope * tangent) / scale;
  const b = (sine + ratio * tangent) / scale;
  const d = -slope / scale;
  const e = ratio / scale;
  const [right, down] = map.center ?? [width / 2, height / 2];
  const [x, y] = [right - width / 2, down - height / 2];
  const [fromX, fromY] = [x + translate[0], y + translate[1]];
  return [a, b, x - a * fromX - b * fromY, d, e, y - d * fromX - e * fromY];
}

/** Applies an affine transform. The size of the image stays the same unless a new one is given. */
export function applyAffine(
  frame: Frame,
  matrix: Matrix,
  interpolation: Interpolation,
  fill: readonly number[],
  newSize: readonly [number, number] = [frame.sizes[1], frame.sizes[2]],
): void {
  const [, height, width] = frame.sizes;
  warp(frame, affineOrigins(matrix, [height, width], newSize), newSize, interpolation, fill);
}

function affineOrigins(
  [a, b, c, d, e, f]: Matrix,
  [height, width]: readonly [number, number],
  [newHeight, newWidth]: readonly [number, number],
): OriginsOfRow {
  return (i, columns, rows) => {
    const y = i + 0.5 - newHeight / 2;
    for (let j = 0; j < newWidth; j++) {
      const x = j + 0.5 - newWidth / 2;
      columns[j] = a * x + b * y + c + width / 2 - 0.5;
      rows[j] = d * x + e * y + f + height / 2 - 0.5;
    }
  };
}
