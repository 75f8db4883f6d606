import type { Rng } from "@cambium/tensor";
import type { Image } from "../image/image.ts";
import type { Window } from "../image/window.ts";
import { batchMix } from "./batch-mix.ts";
import type { BatchMix, MixOptions } from "./targets.ts";

/**
 * CutMix: pastes a rectangle of the previous image of a batch into each image (of the last one into the first), and mixes
 * their targets by its area.
 *
 * The rectangle is centered at a random pixel, and its edges are √(1 − λ) times those of the image, with one λ drawn from
 * Beta(α, α) for the batch. It is clipped to the image. The weight of an image's own target is
 * 1 − area of the rectangle / area of the image.
 *
 * @throws {RangeError} If alpha is not above 0, numClasses is not an integer of at least 1, or a label is not a class.
 * @see Yun et al.: CutMix (2019); torchvision's CutMix.
 */
export function cutmix(options: MixOptions = {}): BatchMix {
  return batchMix("cutmix", options, (batch, lambda, rng) => {
    const [, , height, width] = batch.shape as [number, number, number, number];
    const window = drawWindow(rng, height, width, lambda);
    return {
      images: withPatches(batch, window),
      share: 1 - (window.height * window.width) / (height * width),
    };
  });
}

function drawWindow(rng: Rng, height: number, width: number, lambda: number): Window {
  const [row, column] = [rng.int(height), rng.int(width)];
  const half = 0.5 * Math.sqrt(1 - lambda);
  const [down, across] = [Math.floor(half * height), Math.floor(half * width)];
  const [top, left] = [Math.max(0, row - down), Math.max(0, column - across)];
  return {
    top,
    left,
    height: Math.min(height, row + down) - top,
    width: Math.min(width, column + across) - left,
  };
}

function withPatches({ data, shape }: Image, window: Window): Image {
  const [count, channels, height, width] = shape as [number, number, number, number];
  const planes = count * channels;
  const result = data.slice();
  for (let plane = 0; plane < planes; plane++) {
    const other = (plane + planes - channels) % planes;
    for (let i = 0; i < window.height; i++) {
      const place = (window.top + i) * width + window.left;
      const from = other * height * width + place;
      result.set(data.subarray(from, from + window.width), plane * height * width + place);
    }
  }
  return { data: result, shape: [...shape] };
}
