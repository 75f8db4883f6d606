import {
  type LabeledImage,
  type LabeledImages,
  type Loader,
  loader,
  shared,
  workerDataset,
} from "@cambium/data";
import type { Rng } from "@cambium/tensor";
import type { AugmentationName, MixName } from "./augmentations.ts";
import type { AugmentedImagesOptions } from "./augmented-images.ts";

/** Options of {@link trainingBatches}. */
export interface TrainingBatchesOptions {
  /** Batch size. */
  readonly batch: number;
  /** Transforms of each image. */
  readonly augment: readonly AugmentationName[];
  /** Mix of the images in a batch; undefined for none. */
  readonly mix?: MixName | undefined;
  /** Number of threads for augmentation. 0 augments in the main thread, between training steps. */
  readonly workers: number;
  /** Random stream for shuffling and augmentation. */
  readonly rng: Rng;
}

/** Loader of all images, shuffled in each epoch. */
export async function trainingBatches(
  images: LabeledImages,
  { batch, augment, mix, workers, rng }: TrainingBatchesOptions,
): Promise<Loader> {
  if (augment.length === 0 && !mix) return loader(images, { batchSize: batch, shuffle: true, rng });
  const { pixels, labels, shape, classNames } = images;
  const options: AugmentedImagesOptions = {
    ...{ pixels: shared(pixels), labels: shared(labels), shape, classNames, augment, mix },
    statistics: images.statistics(),
  };
  const url = new URL("./augmented-images.ts", import.meta.url);
  const augmented = await workerDataset<LabeledImage>(url, options);
  return loader(augmented, { batchSize: batch, shuffle: true, rng, workers });
}
