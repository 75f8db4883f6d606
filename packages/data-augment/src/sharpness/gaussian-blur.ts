import { checkOptions } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { transform } from "../image/transform.ts";
import { between } from "../math/draws.ts";
import { roundToEven } from "../math/portable-math.ts";
import { checkedRange, checkedSize, type Range, type Size } from "../options.ts";
import { bellOf, gaussianWeights } from "./bell.ts";
import { blurPlane } from "./blur.ts";

/** Options of `gaussianBlur`. */
export interface GaussianBlurOptions {
  /** Standard deviation of the kernel in pixels, or [least, greatest] to draw it from; above 0. Default: [0.1, 2]. */
  readonly sigma?: Range;
}

/**
 * Blurs an image with a Gaussian kernel of random width.
 *
 * y[i, j] = Σ w[k]·v[l]·x[i + k, j + l], where w[k] = exp(−½ (k/σ)²), normalized to sum to 1, and v likewise
 *
 * The image is mirrored at its edges. Bytes are rounded.
 *
 * @param kernelSize Height and width of the kernel, odd numbers. One number stands for both.
 * @throws {RangeError} If a size is not odd or is too large for the image, or if sigma is not above 0.
 * @see torchvision's GaussianBlur.
 */
export function gaussianBlur(kernelSize: Size, options: GaussianBlurOptions = {}): Transform {
  checkOptions("gaussianBlur", options, ["sigma"]);
  const { sigma = [0.1, 2] } = options;
  const kernel = checkedSize("gaussianBlur", kernelSize);
  if (kernel.some((edge) => edge % 2 === 0)) {
    throw new RangeError(`gaussianBlur: sizes of the kernel must be odd: got [${kernel.join(", ")}]. Add 1.`);
  }
  const range = checkedRange("gaussianBlur", "sigma", sigma, 1e-3);
  return transform("gaussianBlur", (frame, rng) => blur(frame, kernel, between(rng, range)));
}

function blur(frame: Frame, kernel: readonly [number, number], sigma: number): void {
  const [, height, width] = frame.sizes;
  if (kernel[0] > 2 * height - 1 || kernel[1] > 2 * width - 1) {
    throw new RangeError(
      `gaussianBlur: a kernel of ${kernel[0]} × ${kernel[1]} is too large for an image of ${height} × ${width}: ` +
        `at most ${2 * height - 1} × ${2 * width - 1}. Use a smaller one.`,
    );
  }
  const down = bellOf(gaussianWeights(kernel[0], sigma), height);
  const across = bellOf(gaussianWeights(kernel[1], sigma), width);
  const source = frame.pixels();
  const target = pixelsOf(frame.type, source.length);
  const plane = new Float64Array(height * width);
  const isBytes = frame.type === "uint8";
  for (let start = 0; start < source.length; start += plane.length) {
    plane.set(source.subarray(start, start + plane.length));
    blurPlane(plane, across, down);
    for (let i = 0; i < plane.length; i++) {
      target[start + i] = isBytes ? roundToEven(plane[i] as number) : (plane[i] as number);
    }
  }
  frame.replace(target);
}
