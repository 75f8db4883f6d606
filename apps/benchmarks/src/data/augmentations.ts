import {
  affine,
  autoAugment,
  type BatchMix,
  brightness,
  compose,
  contrast,
  cutmix,
  cutout,
  elastic,
  horizontalFlip,
  mixup,
  randAugment,
  randomCrop,
  randomErasing,
  type Transform,
  trivialAugment,
} from "@cambium/data-augment";
import type { ImageShape } from "../models/image-model.ts";

/** Makes a transform for images of one size. */
type Maker = (image: ImageShape) => Transform;

/** Transforms by the names of `--augment`, with magnitudes that suit images of 28 to 32 pixels a side. */
export const augmentations = {
  flip: () => horizontalFlip(),
  crop: ([, height, width]) => randomCrop([height, width], { padding: Math.round(width / 8) }),
  affine: () => affine(10, { translate: [0.1, 0.1], scale: [0.9, 1.1], shear: 5, interpolation: "bilinear" }),
  elastic: () => elastic({ alpha: 30 }),
  color: () => compose(brightness(0.2), contrast(0.2)),
  erasing: () => randomErasing(),
  cutout: ([, , width]) => cutout(Math.round(width / 4)),
  randaugment: () => randAugment(),
  trivialaugment: () => trivialAugment(),
  autoaugment: () => autoAugment(),
} as const satisfies Record<string, Maker>;

/** Name of an augmentation. */
export type AugmentationName = keyof typeof augmentations;

/** Mixes by the names of `--mix`, as functions of the number of classes. */
export const mixes = {
  mixup: (numClasses) => mixup({ alpha: 0.2, numClasses }),
  cutmix: (numClasses) => cutmix({ numClasses }),
} as const satisfies Record<string, (numClasses: number) => BatchMix>;

/** Name of a mix. */
export type MixName = keyof typeof mixes;
