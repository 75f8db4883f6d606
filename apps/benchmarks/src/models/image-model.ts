import type { Layer } from "@cambium/layers";
import type { Rng } from "@cambium/tensor";

/** The size of the images that a network takes. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** Makes a network that turns images [N, C, H, W] into logits [N, classes], its first weights drawn from `rng`. */
export type ModelMaker = (image: ImageShape, classes: number, rng: Rng) => Layer;
