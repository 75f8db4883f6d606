import type { Rng } from "@cambium/tensor";
import { checkOptions, requireOneOf, requireProbability } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { checkNumber, fillOf } from "../options.ts";
import { type Corners, perspectiveOrigins } from "./perspective-map.ts";
import { interpolations, type WarpOptions, warp, warpNames } from "./warp.ts";

/** Options of `perspective`. */
export interface PerspectiveOptions extends WarpOptions {
  /** Largest displacement of a corner toward the center, as a fraction of half the edge, in [0, 1]. Default: 0.5. */
  readonly distortionScale?: number;
  /** Probability that an image is changed, in [0, 1]. Default: 0.5. */
  readonly p?: number;
}

/**
 * Applies a random perspective to each image with probability p: each corner moves inward by a random number of pixels.
 *
 * (x, y) ↦ ((ax + by + c)/(gx + hy + 1), (dx + ey + f)/(gx + hy + 1)), which keeps straight lines straight
 *
 * Interpolation is bilinear by default.
 *
 * @throws {RangeError} If distortionScale or p is not in [0, 1], or the interpolation does not exist.
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
    // The corners of an image that is one pixel high or wide coincide, so that no map fits them.
    if (rng.uniform() >= p || height === 1 || width === 1) return;
    const corners = drawCorners(rng, height, width, distortionScale);
    const origins = perspectiveOrigins(corners, height, width);
    warp(frame, origins, [height, width], interpolation, fillOf("perspective", fill, frame));
  });
}

/** Draws the new positions of the corners, where centers of pixels have integer coordinates. */
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
