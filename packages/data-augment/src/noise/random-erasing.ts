import type { Rng } from "@cambium/tensor";
import { checkOptions, requireProbability } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { drawEdges, place } from "../image/random-window.ts";
import { transform } from "../image/transform.ts";
import type { Window } from "../image/window.ts";
import { fillNormal } from "../math/draws.ts";
import { checkedRange, type Fill, fillOf } from "../options.ts";

/** Options of `randomErasing`. */
export interface RandomErasingOptions {
  /** Probability that an image is changed, in [0, 1]. Default: 0.5. */
  readonly p?: number;
  /** Erased area as a fraction of the image's area, within [0, 1]. Default: [0.02, 0.33]. */
  readonly scale?: readonly [number, number];
  /** Height divided by width of the rectangle, above 0. Default: [0.3, 3.3]. */
  readonly ratio?: readonly [number, number];
  /**
   * Value of erased pixels, in the units of the image. "random" draws each value: standard normal floats or uniform bytes.
   * Default: 0.
   */
  readonly value?: Fill | "random";
}

/**
 * Erases a rectangle of random area and aspect ratio at a random position, with probability p.
 *
 * The area and the logarithm of height/width are uniformly distributed. If none of ten draws fits into the image, nothing is
 * erased.
 *
 * @throws {RangeError} If p, a range or a value is out of bounds.
 * @throws {ShapeError} If an array of values does not have one for each channel.
 * @see Zhong et al.: Random Erasing Data Augmentation (2017); torchvision's RandomErasing.
 */
export function randomErasing(options: RandomErasingOptions = {}): Transform {
  const op = "randomErasing";
  checkOptions(op, options, ["p", "scale", "ratio", "value"]);
  const { p = 0.5, scale = [0.02, 0.33], ratio = [0.3, 3.3], value = 0 } = options;
  requireProbability(op, p);
  const ranges = {
    scale: checkedRange(op, "scale", scale, 0, 1),
    ratio: checkedRange(op, "ratio", ratio, 1e-3, 1e3),
  };
  return transform(op, (frame, rng) => {
    if (rng.uniform() >= p) return;
    const [, height, width] = frame.sizes;
    const edges = drawEdges(rng, height * width, ranges, (h, w) => h < height && w < width);
    if (!edges) return;
    const window = place(rng, [height, width], ...edges);
    if (value === "random") eraseWithNoise(frame, window, rng);
    else erase(frame, window, fillOf(op, value, frame, "value"));
  });
}

/** Fills a window of an image. */
export function erase(frame: Frame, window: Window, fill: readonly number[]): void {
  const target = frame.pixels().slice();
  forEachRow(frame, window, (start, end, channel) => target.fill(fill[channel] as number, start, end));
  frame.replace(target);
}

function eraseWithNoise(frame: Frame, window: Window, rng: Rng): void {
  const target = frame.pixels().slice();
  const noise = new Float64Array(window.width);
  forEachRow(frame, window, (start) => {
    if (target instanceof Uint8Array) for (let j = 0; j < noise.length; j++) noise[j] = rng.int(256);
    else fillNormal(rng, noise);
    target.set(noise, start);
  });
  frame.replace(target);
}

/** Calls `visit` for the part of each row that a window covers. */
function forEachRow(
  { sizes: [channels, height, width] }: Frame,
  window: Window,
  visit: (start: number, end: number, channel: number) => void,
): void {
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < window.height; i++) {
      const start = (channel * height + window.top + i) * width + window.left;
      visit(start, start + window.width, channel);
    }
  }
}
