/**
 * What `@cambium/data` itself exports.
 *
 * @module index
 */

export { ArrayDataset, type Column } from "./array-dataset.ts";
export { type Batch, type Batches, type BatchOptions, batches } from "./batches.ts";
export { readCifar10 } from "./cifar10.ts";
export type { Dataset } from "./dataset.ts";
export { type DigitsOptions, digits } from "./digits/digits.ts";
export { DataError } from "./errors.ts";
export type { Example, Examples, Layout, NumericArray, Value } from "./examples.ts";
export { type IdxArray, readIdx } from "./idx.ts";
export { type IdxImagesOptions, readIdxImages } from "./idx-images.ts";
export {
  type ImageShape,
  LabelledImages,
  type LabelledImagesOptions,
} from "./labelled-images.ts";
export type { LabelArray } from "./labels.ts";
export { type ForEach, type SplitOptions, split } from "./split.ts";
export type { Statistics } from "./statistics.ts";
export { subset } from "./subset.ts";
