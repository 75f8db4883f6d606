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

/** How training images become batches. */
export interface TrainingBatchesOptions {
  /** Images a step. */
  readonly batch: number;
  /** What is done to each image; nothing if empty. */
  readonly augment: readonly AugmentationName[];
  /** How the images of a batch are mixed; without it they are not. */
  readonly mix?: MixName | undefined;
  /** Threads that augment, beside those that compute; 0 does so between two steps. */
  readonly workers: number;
  /** Orders and augments. */
  readonly rng: Rng;
}

/** Batches of all images, in a new order in each epoch. */
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
