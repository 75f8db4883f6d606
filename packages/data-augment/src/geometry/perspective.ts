import type { Rng } from "@cambium/tensor";
import { checkOptions, requireOneOf, requireProbability } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { checkNumber, fillOf } from "../options.ts";
import { type Corners, perspectiveOrigins } from "./perspective-map.ts";
import { type WarpOptions, warpNames } from "./rotate.ts";
import { interpolations, warp } from "./warp.ts";

/** Options of `perspective`. */
export interface PerspectiveOptions extends WarpOptions {
  /** How far each corner moves towards the middle at most, as a share of half the edge, in [0, 1]. Default: 0.5. */
  readonly distortionScale?: number;
  /** How likely an image is changed, in [0, 1]. Default: 0.5. */
  readonly p?: number;
}

/**
 * Shows some of the images as if seen from aside: each corner moves inwards by a random whole number of pixels.
 *
 * The map takes straight lines to straight lines: (x, y) ↦ ((ax + by + c)/(gx + hy + 1), (dx + ey + f)/(gx + hy + 1)).
 * Interpolation is bilinear by default.
 *
 * @throws {RangeError} If distortionScale or p is not in [0, 1], or the interpolation is none that there is.
 * @see torchvision's RandomPerspective.
 */
export function perspective(options: PerspectiveOptions = {}): Transform {
  checkOptions("perspective", options, ["distortionScale", "p", ...warpNames]);
  const { distortionScale = 0.5, p = 0.5, interpolation = "bilinear", fill = 0 } = options;
  checkNumber("perspective", "distortionScale", distortionScale, 0, 1);
  requireProbability("perspective", p);
  requireOneOf("perspective", "interpolation", interpolation, interpolations);
  return transform("perspective", (frame, rng) => {
    const [, height, width] = frame.sizes;
    // The corners of a line lie on each other, and cannot move apart.
    if (rng.uniform() >= p || height === 1 || width === 1) return;
    const corners = drawCorners(rng, height, width, distortionScale);
    const origins = perspectiveOrigins(corners, height, width);
    warp(frame, origins, [height, width], interpolation, fillOf("perspective", fill, frame));
  });
}

/** Where the corners go; centers of pixels are whole numbers. */
function drawCorners(rng: Rng, height: number, width: number, distortion: number): Corners {
  const inwards = (edge: number) => rng.int(Math.floor(distortion * Math.floor(edge / 2)) + 1);
  const [right, bottom] = [width - 1, height - 1];
  return [
    [inwards(width), inwards(height)],
    [right - inwards(width), inwards(height)],
    [right - inwards(width), bottom - inwards(height)],
    [inwards(width), bottom - inwards(height)],
  ];
}
