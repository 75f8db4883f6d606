import { defineDataset, LabelledImages, type LabelledImagesOptions, mapBatches } from "@cambium/data";
import { compose, normalize } from "@cambium/data-augment";
import { type AugmentationName, augmentations } from "./augmentations.ts";

/** What augmented images are made from; plain data, so that it can be sent to workers. */
export interface AugmentedImagesOptions extends Required<LabelledImagesOptions> {
  /** What is done to each image, in this order, before its pixels are normalized. */
  readonly augment: readonly AugmentationName[];
}

/** Labelled images, changed at random in each batch. */
export default defineDataset(({ augment, ...options }: AugmentedImagesOptions) => {
  const change = compose(
    ...augment.map((name) => augmentations[name](options.shape)),
    normalize(options.statistics),
  );
  return mapBatches(new LabelledImages(options).images(), ({ x, y }, rng) => ({ x: change(x, rng), y }));
});
