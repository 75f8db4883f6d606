import type { Layer } from "@cambium/layers";

/** Shape of the input images of a network. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** Makes a network that turns images [N, C, H, W] into logits [N, classes]. Its parameters are not yet set. */
export type ModelMaker = (image: ImageShape, classes: number) => Layer;
