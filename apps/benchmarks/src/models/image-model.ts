import type { Layer } from "@cambium/layers";
import type { Rng } from "@cambium/tensor";

/** The size of the images that a network takes. */
export interface ImageShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** How many numbers an image has. */
export function pixelCount({ channels, height, width }: ImageShape): number {
  return channels * height * width;
}

/** Makes a network that turns images [N, C, H, W] into logits [N, classes], its first weights drawn from `rng`. */
export type ModelMaker = (image: ImageShape, classes: number, rng: Rng) => Layer;
