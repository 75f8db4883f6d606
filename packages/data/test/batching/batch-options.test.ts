import {
  ArrayDataset,
  batches,
  cache,
  concat,
  csvStream,
  type Dataset,
  type Examples,
  filter,
  type IterableDataset,
  iterable,
  kFold,
  LabeledImages,
  loader,
  map,
  mapBatches,
  type Sample,
  shuffled,
  split,
  standardize,
  subset,
  weightedSampler,
} from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const column = { data: Float32Array.of(1, 2) };
const fixed = new ArrayDataset({ x: column, y: column });
const random: Examples = {
  length: 8,
  x: { shape: [], dtype: "float32" },
  y: { shape: [], dtype: "float32" },
  get: (index, rng) => ({ x: rng?.uniform() ?? -1, y: index }),
};
const stream = iterable(() => [{ x: 1, y: 2 }]);
const noise = iterable((rng) => [{ x: rng.uniform(), y: 2 }]);
const images = new LabeledImages({
  pixels: new Uint8Array(2),
  labels: Uint8Array.of(0, 0),
  shape: [1, 1, 1],
  classNames: ["a"],
});
const same = <T>(sample: T): T => sample;
const draw = (_: unknown, rng: Rng): Sample => ({ x: rng.uniform(), y: 0 });
const change = { x: { data: new Float32Array(1), shape: [1] }, y: { data: new Float32Array(1), shape: [1] } };
const scale = { mean: [0], std: [1] };

function wrappedAlike(dataset: Examples): [string, Dataset<unknown>][] {
  return [
    ["itself", dataset],
    ["subset", subset(dataset, [0])],
    ["filter", filter(dataset, () => true)],
    ["split", split(dataset, { fractions: [1], shuffle: false })[0]],
    ["kFold", kFold(dataset, { folds: 2, shuffle: false })[0]!.train],
    ["concat", concat([dataset, fixed])],
    ["standardize", standardize(dataset, scale)],
    ["map", map(dataset, same)],
    ["mapBatches", mapBatches(dataset, (_) => change)],
  ];
}

type Loadable = Dataset<Sample | Promise<Sample>> & IterableDataset<Sample>;
const load = (dataset: unknown) => loader(dataset as Loadable, { batchSize: 1, rng: new Rng(1) });

describe("an rng without shuffle", () => {
  test.each([
    ...wrappedAlike(fixed),
    ["cache", cache(map(fixed, draw))],
    ["LabeledImages", images],
    ["images", images.images()],
    ["a stream", stream],
    ["a filtered stream", filter(stream, () => true)],
    ["a standardized stream", standardize(stream, scale)],
    ["joined streams", concat([stream, stream])],
    ["a mapped stream", map(stream, same)],
    ["a stream with changed batches", mapBatches(stream, (_) => change)],
    ["rows of a file", csvStream(() => "a,b\n1,2\n", { y: "b" })],
  ])("is refused where nothing draws from it: %s", (_, dataset) => {
    expect(() => load(dataset)).toThrow(
      new TypeError(
        "loader: nothing would draw from the rng: the order is fixed and the samples are not random. " +
          "Pass shuffle: true, or leave rng out.",
      ),
    );
  });

  test.each([
    ...wrappedAlike(random),
    ["map", map(fixed, draw)],
    ["map with any arguments", map(fixed, (...[sample]) => sample)],
    ["mapBatches", mapBatches(fixed, (_, _rng) => change)],
    ["a data set that says so", { ...stream, ...fixed, length: 2, random: true }],
    ["a stream", noise],
    ["a stream that does not say", { pass: stream.pass }],
    ["shuffled", shuffled(stream, { buffer: 2 })],
    ["a filtered stream", filter(noise, () => true)],
    ["a standardized stream", standardize(noise, scale)],
    ["joined streams", concat([stream, noise])],
    ["a mapped stream", map(stream, draw)],
    ["a stream with changed batches", mapBatches(stream, (_, _rng) => change)],
  ])("is accepted where samples draw from it: %s", (_, dataset) => {
    expect(() => load(dataset)).not.toThrow();
  });

  test("is accepted with a sampler", () => {
    const options = { batchSize: 1, sampler: weightedSampler([1, 1]), rng: new Rng(1) };
    expect(() => loader(fixed, options)).not.toThrow();
  });

  test("means the same to batches", () => {
    const options = { batchSize: 1, rng: new Rng(1) };
    expect(() => batches(fixed, options)).toThrow(
      new TypeError(
        "batches: nothing would draw from the rng: the order is fixed and the samples are not random. " +
          "Pass shuffle: true, or leave rng out.",
      ),
    );
    expect(() => batches(fixed, { ...options, shuffle: false })).toThrow(TypeError);
    expect(() => batches(random, options)).not.toThrow();
  });
});

test("batches gives samples made at random an rng, for each pass another", () => {
  const drawn = (all: Iterable<{ x: { toArray(): unknown } }>) => Array.from(all, ({ x }) => x.toArray());
  const make = () => batches(random, { batchSize: 8, rng: new Rng(1) });
  const all = make();
  const passes = [drawn(all), drawn(all)];
  expect(passes[0]).not.toEqual(passes[1]);
  expect(new Set(passes.flat(2)).size).toBe(16);
  const again = make();
  expect([drawn(again), drawn(again)]).toEqual(passes);
});

test.each([
  ["batches", batches],
  ["loader", loader],
] as const)("%s shuffles with an rng only", (name, run) => {
  expect(() => run(fixed, { batchSize: 1, shuffle: true })).toThrow(
    new TypeError(`${name}: shuffle needs an rng. Give rng: rng.fork("${name}").`),
  );
  expect(() => run(fixed, { batchSize: 1, shuffle: new Rng(1) as never })).toThrow(
    new TypeError(
      `${name}: shuffle must be true or false: got an instance of Rng. Pass { shuffle: true, rng }.`,
    ),
  );
});
