import type { Layer } from "@cambium/layers";

/** The size of the images that a network takes. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** Makes a network that turns images [N, C, H, W] into logits [N, classes]. Its parameters are not yet set. */
export type ModelMaker = (image: ImageShape, classes: number) => Layer;
