import type { Rng } from "@cambium/tensor";
import { checkOptions, requireOneOf } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { fillUniform } from "../math/draws.ts";
import { fillOf, pairOf, text } from "../options.ts";
import { bellOf, gaussianWeights } from "../sharpness/bell.ts";
import { blurPlane } from "../sharpness/blur.ts";
import { remembered } from "./remembered.ts";
import { interpolations, type OriginsOfRow, type WarpOptions, warp, warpNames } from "./warp.ts";

/** Options of `elastic`. */
export interface ElasticOptions extends WarpOptions {
  /** Strength along x and y: a pixel moves by alpha/2 pixels times smoothed noise in [−1, 1]. Default: 50. */
  readonly alpha?: number | readonly [number, number];
  /** Standard deviation of the Gaussian that smooths the noise, in pixels. 0 leaves it as it is. Default: 5. */
  readonly sigma?: number | readonly [number, number];
}

/**
 * Elastic deformation: displaces every pixel by a smooth random field, as if the image were seen through moving water.
 *
 * Pixel (i, j) of the result is taken from (i + α/2 · (G∗v)ᵢⱼ, j + α/2 · (G∗u)ᵢⱼ), where u and v are uniform noise in [−1, 1)
 * and G is a Gaussian kernel of 8σ + 1 pixels, mirrored at the edges. Interpolation is bilinear by default.
 *
 * @throws {RangeError} If alpha or sigma is negative or not finite, or the interpolation does not exist.
 * @see Simard, Steinkraus, Platt: Best Practices for Convolutional Neural Networks (2003); torchvision's
 *   ElasticTransform, which stretches the field along x by width/height for images that are not square.
 */
export function elastic(options: ElasticOptions = {}): Transform {
  checkOptions("elastic", options, ["alpha", "sigma", ...warpNames]);
  const { alpha = 50, sigma = 5, interpolation = "bilinear", fill = 0 } = options;
  const [alphas, sigmas] = [checkedPair("alpha", alpha), checkedPair("sigma", sigma)];
  requireOneOf("elastic", "interpolation", interpolation, interpolations);
  const drawRight = fields(alphas[0], sigmas[0]);
  const drawDown = fields(alphas[1], sigmas[1]);
  return transform("elastic", (frame, rng) => {
    const [, height, width] = frame.sizes;
    const right = drawRight(rng, height, width);
    const down = drawDown(rng, height, width);
    warp(frame, movedOrigins(right, down), [height, width], interpolation, fillOf("elastic", fill, frame));
  });
}

function checkedPair(option: string, value: number | readonly [number, number]): readonly [number, number] {
  const pair = pairOf(value);
  if (pair.every((number) => Number.isFinite(number) && number >= 0)) return pair;
  throw new RangeError(
    `elastic: ${option} must be a finite number of at least 0, or [alongX, alongY]: got ${text(value)}.`,
  );
}

/** Returns a function that draws displacements in pixels: smoothed noise. */
function fields(alpha: number, sigma: number): (rng: Rng, height: number, width: number) => Float64Array {
  const length = Math.floor(8 * sigma + 1);
  const weights = gaussianWeights(length + ((length + 1) % 2), sigma);
  const across = remembered((width) => bellOf(weights, width));
  const down = remembered((height) => bellOf(weights, height));
  return (rng, height, width) => {
    const noise = new Float64Array(height * width);
    fillUniform(rng, noise);
    for (let i = 0; i < noise.length; i++) noise[i] = alpha * ((noise[i] as number) - 0.5);
    if (sigma !== 0) blurPlane(noise, across(width), down(height));
    return noise;
  };
}

function movedOrigins(right: Float64Array, down: Float64Array): OriginsOfRow {
  return (i, columns, rows) => {
    const start = i * columns.length;
    for (let j = 0; j < columns.length; j++) {
      columns[j] = j + (right[start + j] as number);
      rows[j] = i + (down[start + j] as number);
    }
  };
}
