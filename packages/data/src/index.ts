/**
 * What `@cambium/data` itself exports.
 *
 * @module index
 */

export { ArrayDataset, type Column } from "./array-dataset.ts";
export type { BatchChange, ChangedBatch, Joined, JoinedBatch } from "./batch-change.ts";
export type { BatchOptions } from "./batch-options.ts";
export { type Batch, type Batches, batches } from "./batches.ts";
export { cache } from "./cache.ts";
export { readCifar10 } from "./cifar10.ts";
export { type Cifar100Options, readCifar100 } from "./cifar100.ts";
export { concat } from "./concat.ts";
export type { ColumnType, CsvOptions } from "./csv/csv-options.ts";
export type { CsvSource } from "./csv/csv-source.ts";
export { type CsvSample, type CsvStream, type CsvStreamOptions, csvStream } from "./csv/csv-stream.ts";
export { readCsv } from "./csv/read-csv.ts";
export { Table, type TableColumn, type TableExamplesOptions } from "./csv/table.ts";
export type { Dataset } from "./dataset.ts";
export { type DigitsOptions, digits } from "./digits/digits.ts";
export { DataError } from "./errors.ts";
export type { Example, Examples } from "./examples.ts";
export { filter } from "./filter.ts";
export { type IdxArray, readIdx } from "./idx.ts";
export { type IdxImagesOptions, readIdxImages } from "./idx-images.ts";
export type { Image, ImageShape } from "./image.ts";
export { type DecodeOptions, decodeImage } from "./images/decode-image.ts";
export { type IterableDataset, iterable } from "./iterable-dataset.ts";
export { type Fold, type KFoldOptions, kFold } from "./k-fold.ts";
export { type LabeledImage, LabeledImages, type LabeledImagesOptions } from "./labeled-images.ts";
export type { LabelArray } from "./labels.ts";
export type { LoaderState } from "./loader/cursor.ts";
export { type DatasetDefinition, defineDataset } from "./loader/define-dataset.ts";
export { type Loader, loader, type StreamLoader } from "./loader/loader.ts";
export type { LoaderOptions } from "./loader/options.ts";
export type { FieldLayouts } from "./loader/raw-batch.ts";
export { workerDataset } from "./loader/worker-dataset.ts";
export { type Mapped, map } from "./map.ts";
export { mapBatches } from "./map-batches.ts";
export { type NpyArray, readNpy } from "./npy/npy.ts";
export { type NpzOptions, readNpz } from "./npy/npz.ts";
export { classBalancedSampler, type Sampler, weightedSampler } from "./samplers.ts";
export { shared } from "./shared.ts";
export { shuffled } from "./shuffled.ts";
export { type ForEach, type SplitOptions, split } from "./split.ts";
export { type Measurable, type Row, standardize, statistics } from "./standardize.ts";
export type { Statistics } from "./statistics.ts";
export { subset } from "./subset.ts";
export type { Layout, NumericArray, Sample, ShapedValue, Value } from "./values.ts";
