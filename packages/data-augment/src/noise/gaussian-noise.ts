import type { Rng } from "@cambium/tensor";
import { checkOptions, requireBoolean } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { transform } from "../image/transform.ts";
import { inUnitRange } from "../image/value-range.ts";
import { fillNormal } from "../math/draws.ts";
import { roundToEven } from "../math/portable-math.ts";
import { checkNumber } from "../options.ts";

/** Options of `gaussianNoise`, in units where 1 is the brightest value, also for bytes. */
export interface GaussianNoiseOptions {
  /** Mean of the noise. Default: 0. */
  readonly mean?: number;
  /** Standard deviation of the noise, at least 0. Default: 0.1. */
  readonly sigma?: number;
  /** True to clamp floats to [0, 1]. Bytes are always clamped. Default: true. */
  readonly clip?: boolean;
}

/**
 * Adds independent Gaussian noise to each value.
 *
 * y = x + mean + sigma·z, where z is standard normal; bytes are scaled by 255 and rounded
 *
 * @throws {RangeError} If the mean is not finite, or sigma is negative or not finite.
 * @throws {RangeError} If `clip` is true and the floats of an image are not in [0, 1].
 * @see torchvision's GaussianNoise.
 */
export function gaussianNoise(options: GaussianNoiseOptions = {}): Transform {
  checkOptions("gaussianNoise", options, ["mean", "sigma", "clip"]);
  const { mean = 0, sigma = 0.1, clip = true } = options;
  checkNumber("gaussianNoise", "mean", mean, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  checkNumber("gaussianNoise", "sigma", sigma, 0, Number.POSITIVE_INFINITY);
  requireBoolean("gaussianNoise", "clip", clip);
  const make = clip ? inUnitRange : transform;
  return make("gaussianNoise", (frame, rng) => addNoise(frame, rng, mean, sigma, clip));
}

function addNoise(frame: Frame, rng: Rng, mean: number, sigma: number, clip: boolean): void {
  const source = frame.pixels();
  const { bound, type } = frame;
  const isBytes = type === "uint8";
  const noise = new Float64Array(source.length);
  fillNormal(rng, noise);
  const target = pixelsOf(type, source.length);
  for (let i = 0; i < source.length; i++) {
    const value = source[i]! + bound * (mean + sigma * noise[i]!);
    const kept = clip || isBytes ? Math.min(bound, Math.max(0, value)) : value;
    target[i] = isBytes ? roundToEven(kept) : kept;
  }
  frame.replace(target);
}
