/**
 * Exports of `@cambium/data`.
 *
 * @module index
 */

export type { BatchOptions } from "./batching/batch-options.ts";
export { type Batch, type Batches, batches } from "./batching/batches.ts";
export { classBalancedSampler, type Sampler, weightedSampler } from "./batching/samplers.ts";
export { readCifar10 } from "./cifar/cifar10.ts";
export { type Cifar100Options, readCifar100 } from "./cifar/cifar100.ts";
export type { ColumnType, CsvOptions } from "./csv/csv-options.ts";
export type { CsvReport } from "./csv/csv-report.ts";
export type { ByteStream, CsvSource } from "./csv/csv-source.ts";
export { type CsvSample, type CsvStream, type CsvStreamOptions, csvStream } from "./csv/csv-stream.ts";
export type { NumberFormat } from "./csv/number-format.ts";
export { readCsv } from "./csv/read-csv.ts";
export { Table, type TableColumn, type TableExamplesOptions } from "./csv/table.ts";
export { ArrayDataset, type Column } from "./datasets/array-dataset.ts";
export type { Dataset } from "./datasets/dataset.ts";
export type { Example, Examples } from "./datasets/examples.ts";
export type { Image, ImageShape } from "./datasets/image.ts";
export { type IterableDataset, iterable } from "./datasets/iterable-dataset.ts";
export { type LabeledImage, LabeledImages, type LabeledImagesOptions } from "./datasets/labeled-images.ts";
export type { LabelArray } from "./datasets/labels.ts";
export type { Layout, NumericArray, Sample, ShapedValue, Value } from "./datasets/values.ts";
export { type DigitsOptions, digits } from "./digits/digits.ts";
export { DataError } from "./errors.ts";
export { type IdxArray, readIdx } from "./idx/idx.ts";
export { type IdxImagesOptions, readIdxImages } from "./idx/idx-images.ts";
export { type DecodeOptions, decodeImage } from "./images/decode-image.ts";
export type { LoaderState } from "./loader/cursor.ts";
export { type DatasetDefinition, defineDataset } from "./loader/define-dataset.ts";
export { type Loader, loader, type StreamLoader } from "./loader/loader.ts";
export type { LoaderOptions } from "./loader/options.ts";
export type { FieldLayouts } from "./loader/raw-batch.ts";
export { shared } from "./loader/shared.ts";
export { workerDataset } from "./loader/worker-dataset.ts";
export { type NpyArray, readNpy } from "./npy/npy.ts";
export { type NpzOptions, readNpz } from "./npy/npz.ts";
export { type Fold, type KFoldOptions, kFold } from "./splitting/k-fold.ts";
export type { Shuffling } from "./splitting/shuffling.ts";
export { type ForEach, type SplitOptions, split } from "./splitting/split.ts";
export type { Statistics } from "./statistics/groups.ts";
export { type Row, standardize } from "./statistics/standardize.ts";
export { type Measurable, statistics } from "./statistics/statistics.ts";
export type { BatchChange, ChangedBatch, Joined, JoinedBatch } from "./transforms/batch-change.ts";
export { cache } from "./transforms/cache.ts";
export { concat } from "./transforms/concat.ts";
export { filter } from "./transforms/filter.ts";
export { type Mapped, map } from "./transforms/map.ts";
export { mapBatches } from "./transforms/map-batches.ts";
export { shuffled } from "./transforms/shuffled.ts";
export { subset } from "./transforms/subset.ts";
