import { defineDataset, LabeledImages, type LabeledImagesOptions, mapBatches } from "@cambium/data";
import { compose, normalize } from "@cambium/data-augment";
import { type AugmentationName, augmentations, type MixName, mixes } from "./augmentations.ts";

/** Options of the augmented data set: plain data that can be sent to workers. */
export interface AugmentedImagesOptions extends Required<LabeledImagesOptions> {
  /** Transforms of each image, in this order, before its pixels are normalized. */
  readonly augment: readonly AugmentationName[];
  /** Mix of the images in a batch after that; undefined for none. */
  readonly mix: MixName | undefined;
}

/** Labeled images that are augmented at random in each batch. */
export default defineDataset(({ augment, mix, ...options }: AugmentedImagesOptions) => {
  const change = compose(
    ...augment.map((name) => augmentations[name](options.shape)),
    normalize(options.statistics),
  );
  const mixed = mix && mixes[mix](options.classNames.length);
  return mapBatches(new LabeledImages(options).images(), ({ x, y }, rng) => {
    const changed = change(x, rng);
    if (!mixed) return { x: changed, y };
    const { images, targets } = mixed(changed, y.data, rng);
    return { x: images, y: targets };
  });
});
