import { Rng, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as files from "../src/files.ts";
import * as data from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
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
