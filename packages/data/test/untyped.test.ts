import { Rng, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as files from "../src/files.ts";
import * as data from "../src/index.ts";

/** The package as plain JavaScript sees it. */
// biome-ignore lint/suspicious/noExplicitAny: the test is about code that the compiler refuses
const untyped: any = { ...data, ...files };
const rng = new Rng(1);
const pair = { data: Float32Array.of(1, 2) };
const dataset = new data.ArrayDataset({ x: pair, y: pair });
const text = "a,b\n1,2\n";

test.each([
  ["batches", dataset],
  ["cache", dataset],
  ["classBalancedSampler", [0, 1]],
  ["csvStream", () => text],
  ["decodeImage", new Uint8Array()],
  ["digits"],
  ["download", { name: "a", sha256: "", mirrors: [] }],
  ["downloadArchive", { name: "a", sha256: "", mirrors: [] }, "b"],
  ["imageFolder", "nowhere"],
  ["kFold", dataset],
  ["loader", dataset],
  ["readCifar100", []],
  ["readCifar100Files", []],
  ["readCsv", text],
  ["readIdxImageFiles"],
  ["readIdxImages", new Uint8Array(), new Uint8Array()],
  ["readImageFile", "nowhere"],
  ["readNpz", new Uint8Array()],
  ["readNpzFile", "nowhere"],
  ["shuffled", data.iterable(async function* () {})],
  ["split", dataset],
  ["weightedSampler", [1, 2]],
])("%s knows its options", async (name, ...before) => {
  const run = async (options: unknown) => untyped[name](...before, options);
  await expect(run({ nonsense: 1 })).rejects.toThrow(TypeError);
  await expect(run({ nonsense: 1 })).rejects.toThrow(`${name}: there is no option nonsense. Use one of `);
  await expect(run(64)).rejects.toThrow(`${name}: options must be an object: got 64. Pass them by name: { `);
});

test("classes and methods know their options", async () => {
  expect(() => new untyped.LabeledImages({ images: tensor([1]) })).toThrow(
    "LabeledImages: there is no option images. Use one of pixels, labels, shape, classNames, statistics.",
  );
  const table = await untyped.readCsv(text);
  expect(() => table.examples({ y: "b", onehot: true })).toThrow(
    new TypeError("examples: there is no option onehot. Did you mean oneHot?"),
  );
});

test.each([
  [
    () => untyped.loader(dataset, { batchSize: 64, num_workers: 2 }),
    "loader: there is no option num_workers. Did you mean workers?",
  ],
  [
    () => untyped.loader(dataset, { batch_size: 64 }),
    "loader: there is no option batch_size. Did you mean batchSize?",
  ],
  [
    () => untyped.batches(dataset, { batch_size: 64 }),
    "batches: there is no option batch_size. Did you mean batchSize?",
  ],
  [() => untyped.batches(dataset, { size: 64 }), "batches: there is no option size. Did you mean batchSize?"],
  [() => untyped.loader(dataset, { batch: 64 }), "loader: there is no option batch. Did you mean batchSize?"],
  [
    () => untyped.batches(dataset, 64),
    "batches: options must be an object: got 64. Pass them by name: { batchSize, shuffle, rng, dropLast, backend }.",
  ],
  [
    () => untyped.batches(dataset, { batchSize: 64, shuffle: true, rng: 42 }),
    "batches: rng must be an Rng, to draw from: got 42. Pass { rng: new Rng(42) }, or a fork of one.",
  ],
  [
    () => untyped.split(dataset, { fraction: [0.5, 0.5] }),
    "split: there is no option fraction. Did you mean fractions?",
  ],
  [
    () => untyped.kFold(dataset, { folds: 2, random_state: rng }),
    "kFold: there is no option random_state. Use one of folds, shuffle, rng, stratify.",
  ],
  [
    () => untyped.digits({ count: 10 }),
    "digits: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) }, or a fork of one.",
  ],
])("what was meant: %#", (misuse, message) => {
  expect(misuse).toThrow(new TypeError(message));
});

test("readCsv knows what a separator is called", async () => {
  await expect(untyped.readCsv(text, { sep: ";" })).rejects.toThrow(
    new TypeError("readCsv: there is no option sep. Did you mean delimiter?"),
  );
});

const images = new data.LabeledImages({
  pixels: new Uint8Array(2),
  labels: Uint8Array.of(0, 0),
  shape: [1, 1, 1],
  classNames: ["a"],
});
const stream = data.iterable(() => [{ x: 1, y: 2 }]);
const labeled = { pixels: new Uint8Array(2), labels: [0, 0], shape: [1, 1, 1], classNames: ["a"] };
const scale = { mean: [0], std: [1] };
const same = (sample: unknown) => sample;

/** Values that no function accepts. */
const wrong: readonly [value: unknown, inWords: string][] = [
  [undefined, "undefined"],
  [null, "null"],
  [3, "3"],
  [{}, "a plain object"],
  [tensor([1, 2]), "an instance of Tensor"],
];

test.each<[name: string, run: (value: unknown) => unknown, text: string]>([
  ["batches", (value) => untyped.batches(value, { batchSize: 1 }), "this is not a data set"],
  ["loader", (value) => untyped.loader(value, { batchSize: 1 }), "this is not a data set"],
  ["map", (value) => untyped.map(value, same), "this is not a data set"],
  ["map", (value) => untyped.map(dataset, value), "change must be a function"],
  ["mapBatches", (value) => untyped.mapBatches(value, same), "this is not a data set"],
  ["mapBatches", (value) => untyped.mapBatches(dataset, value), "change must be a function"],
  ["filter", (value) => untyped.filter(value, same), "this is not a data set"],
  ["filter", (value) => untyped.filter(dataset, value), "test must be a function"],
  ["subset", (value) => untyped.subset(value, [0]), "this is not a data set"],
  ["subset", (value) => untyped.subset(dataset, value), "indices must be an array"],
  ["concat", (value) => untyped.concat(value), "the data sets must be an array"],
  ["concat", (value) => untyped.concat([dataset, value]), "this is not a data set"],
  ["cache", (value) => untyped.cache(value), "this is not a data set"],
  ["shuffled", (value) => untyped.shuffled(value, { buffer: 1 }), "this is not a data set"],
  ["split", (value) => untyped.split(value, { fractions: [1], rng }), "this is not a data set"],
  ["split", (value) => untyped.split(dataset, { fractions: value, rng }), "fractions must be an array"],
  ["split", (value) => untyped.split(dataset, { sizes: value, rng }), "sizes must be an array"],
  ["kFold", (value) => untyped.kFold(value, { folds: 2, rng }), "this is not a data set"],
  ["statistics", (value) => untyped.statistics(value), "this is not a data set"],
  ["standardize", (value) => untyped.standardize(value, scale), "this is not a data set"],
  [
    "standardize",
    (value) => untyped.standardize(dataset, value),
    "statistics must be { mean: [...], std: [...] }",
  ],
  [
    "normalize",
    (value) => images.normalize(value as never),
    "statistics must be { mean: [...], std: [...] }",
  ],
  ["weightedSampler", (value) => untyped.weightedSampler(value), "weights must be an array"],
  ["classBalancedSampler", (value) => untyped.classBalancedSampler(value), "labels must be an array"],
  ["iterable", (value) => untyped.iterable(value), "source must be a function"],
  ["shared", (value) => untyped.shared(value), "values must be a typed array"],
  ["defineDataset", (value) => untyped.defineDataset(value), "make must be a function"],
  ["workerDataset", (value) => untyped.workerDataset(value), "the address must be a URL"],
  [
    "readCsv",
    (value) => untyped.readCsv(value),
    "the source must be text, a Uint8Array, or a stream of parts",
  ],
  ["decodeImage", (value) => untyped.decodeImage(value), "the bytes must be a Uint8Array"],
  ["readIdx", (value) => untyped.readIdx(value), "the bytes must be a Uint8Array"],
  ["readNpy", async (value) => untyped.readNpy(value), "the bytes must be a Uint8Array"],
  ["readNpz", async (value) => untyped.readNpz(value), "the bytes must be a Uint8Array"],
  ["readCifar10", (value) => untyped.readCifar10(value), "the files must be an array"],
  ["readCifar10", (value) => untyped.readCifar10([value]), "the bytes must be a Uint8Array"],
  ["readCifar100", (value) => untyped.readCifar100([value]), "the bytes must be a Uint8Array"],
  [
    "LabeledImages",
    (value) => new untyped.LabeledImages({ ...labeled, pixels: value }),
    "pixels must be a Uint8Array, from 0 to 255",
  ],
  [
    "LabeledImages",
    (value) => new untyped.LabeledImages({ ...labeled, labels: value }),
    "labels must be an array",
  ],
  [
    "LabeledImages",
    (value) => new untyped.LabeledImages({ ...labeled, shape: value }),
    "shape must be an array",
  ],
  [
    "LabeledImages",
    (value) => new untyped.LabeledImages({ ...labeled, classNames: value }),
    "classNames must be an array",
  ],
  ["imageFolder", (value) => untyped.imageFolder(value), "the path must be a string"],
  ["readImageFile", (value) => untyped.readImageFile(value), "the path must be a string"],
  ["readNpyFile", (value) => untyped.readNpyFile(value), "the path must be a string"],
  ["csvFile", (value) => untyped.csvFile(value), "the path must be a string"],
  ["download", (value) => untyped.download({ name: value }), "the path must be a string"],
  ["download", (value) => untyped.download({ name: "a", mirrors: value }), "mirrors must be an array"],
])("%s says what it was given instead: %#", async (name, run, text) => {
  for (const [value, inWords] of wrong) {
    const attempt = (async () => run(value))();
    await expect(attempt).rejects.toThrow(TypeError);
    await expect(attempt).rejects.toThrow(`${name}: ${text}: got ${inWords}.`);
  }
});

test("a stream and a data set with numbers are told apart", () => {
  const text = "the samples of a stream have no numbers. Pass a data set with length and get(index).";
  expect(() => untyped.batches(stream, { batchSize: 1 })).toThrow(new TypeError(`batches: ${text}`));
  expect(() => untyped.split(stream, { fractions: [1], rng })).toThrow(new TypeError(`split: ${text}`));
  expect(() => untyped.kFold(stream, { folds: 2, rng })).toThrow(new TypeError(`kFold: ${text}`));
  expect(() => untyped.subset(stream, [0])).toThrow(new TypeError(`subset: ${text}`));
  expect(() => untyped.cache(stream)).toThrow(new TypeError(`cache: ${text}`));
  expect(() => untyped.shuffled(dataset, { buffer: 1 })).toThrow(
    new TypeError(
      "shuffled: this data set is not a stream: its samples have numbers. Pass shuffle: true to batches or loader.",
    ),
  );
});
