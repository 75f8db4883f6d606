import {
  type ChangedBatch,
  cache,
  concat,
  digits,
  filter,
  iterable,
  loader,
  map,
  mapBatches,
  shuffled,
  split,
  workerDataset,
} from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const url = new URL("../workers/mixed-images.ts", import.meta.url);

/** Images of one byte, 10·i, and class i. */
const images = {
  length: 5,
  get: (index: number) => ({ x: { data: Uint8Array.of(10 * index), shape: [1, 1, 1] as const }, y: index }),
};

async function batchesOf(loading: ReturnType<typeof loader>) {
  const found: { x: unknown; y: unknown; shape: readonly number[]; dtypes: string[] }[] = [];
  for await (const { x, y } of loading) {
    found.push({ x: x.toArray(), y: y.toArray(), shape: y.shape, dtypes: [x.dtype, y.dtype] });
  }
  return found;
}

test("the change sees bytes and int32, and decides what becomes of them", async () => {
  const seen: unknown[] = [];
  const mixed = mapBatches(images, (batch) => {
    seen.push(batch);
    return {
      x: batch.x,
      y: { data: Float32Array.from(batch.y.data, (y) => y / 2), shape: [batch.y.data.length, 1] },
    };
  });
  const [first, second, last] = await batchesOf(loader(mixed, { batchSize: 2 }));
  expect(seen[0]).toEqual({
    x: { data: Uint8Array.of(0, 10), shape: [2, 1, 1, 1] },
    y: { data: Int32Array.of(0, 1), shape: [2] },
  });
  expect(first!.x).toEqual([[[[0]]], [[[Math.fround(10 / 255)]]]]);
  expect(second).toMatchObject({ y: [[1], [1.5]], shape: [2, 1], dtypes: ["float32", "float32"] });
  expect(last).toMatchObject({ y: [[2]] });
});

test("samples are as they were; examples keep the sizes that they state", async () => {
  const drawn = digits({ count: 3, rng: new Rng(1) });
  const shapes: (readonly number[])[] = [];
  const mixed = mapBatches(drawn, ({ x, y }) => {
    shapes.push(x.shape, y.shape);
    return { x, y };
  });
  expect(mixed.get(1)).toEqual({ x: { data: drawn.get(1).x, shape: [1, 28, 28] }, y: drawn.labels[1] });
  await batchesOf(loader(mixed, { batchSize: 3 }));
  expect(shapes).toEqual([[3, 1, 28, 28], [3]]);
});

test("equal for any number of workers and after a restart; another in each epoch and batch", async () => {
  const options = { batchSize: 4, shuffle: true, rng: new Rng(7) };
  const here = loader(await workerDataset<never>(url, { length: 10 }), options);
  const epochs = [await batchesOf(here), await batchesOf(here)];
  const there = loader(await workerDataset<never>(url, { length: 10 }), { ...options, workers: 2 });
  expect([await batchesOf(there), await batchesOf(there)]).toEqual(epochs);
  there.restore({ ...here.state(), epoch: 1, batch: 2 });
  expect(await batchesOf(there)).toEqual(epochs[1]!.slice(2));
  there.close();
  const shifts = epochs.flat().map(({ x }) => (x as number[][][][])[0]![0]![0]![0]! % 1);
  expect(new Set(shifts).size).toBe(6);
});

test("parts of the data set change their batches, too", async () => {
  const mixed = mapBatches(images, ({ x, y }) => ({
    x,
    y: { data: y.data.map((value) => value + 100), shape: y.shape },
  }));
  const [part] = split(mixed, { fractions: [0.4, 0.6], shuffle: false });
  expect(await batchesOf(loader(part!, { batchSize: 2 }))).toMatchObject([{ y: [100, 101] }]);
});

test("a stream", async () => {
  const stream = iterable(function* () {
    for (let i = 0; i < 3; i++) yield { x: i, y: i };
  });
  const summed = mapBatches(stream, ({ x, y }, rng) => ({
    x: { data: x.data.map((value) => value + Math.floor(rng.uniform())), shape: x.shape },
    y: { data: y.data.fill(y.data.length), shape: y.shape },
  }));
  const found = [];
  for await (const { x, y } of loader(summed, { batchSize: 2, rng: new Rng(1) }))
    found.push([x.toArray(), y.toArray()]);
  expect(found).toEqual([
    [
      [0, 1],
      [2, 2],
    ],
    [[2], [1]],
  ]);
});

describe("says what is wrong", () => {
  const loaded = async (change: () => unknown) =>
    batchesOf(loader(mapBatches(images, change as () => ChangedBatch), { batchSize: 2 }));

  test("a change that fails", () =>
    expect(
      loaded(() => {
        throw new Error("no classes");
      }),
    ).rejects.toThrow("loader: batch 0 cannot be changed: no classes."));

  test("nothing", () =>
    expect(loaded(() => undefined)).rejects.toThrow(
      "mapBatches: x of a changed batch is not { data, shape } of numbers, but undefined. " +
        "Return { x: { data, shape }, y: { data, shape } }.",
    ));

  test("another number of samples", () =>
    expect(
      loaded(() => ({
        x: { data: new Float32Array(3), shape: [3] },
        y: { data: new Int32Array(2), shape: [2] },
      })),
    ).rejects.toThrow(
      "mapBatches: x of a changed batch does not fit: shape [3] with 3 numbers, wanted [2] with 2. " +
        "Keep the number of samples.",
    ));

  test("what would lose the change", () => {
    const mixed = mapBatches(images, ({ x, y }) => ({ x, y }));
    const text = (op: string) =>
      `${op}: batches of this data set are changed by mapBatches, which would be lost: call ${op} before mapBatches.`;
    expect(() => map(mixed, (sample) => sample)).toThrow(new TypeError(text("map")));
    expect(() => cache(mixed)).toThrow(text("cache"));
    expect(() => concat([mixed, mixed])).toThrow(text("concat"));
    expect(() => filter(mixed, () => true)).toThrow(text("filter"));
    expect(() => mapBatches(mixed, ({ x, y }) => ({ x, y }))).toThrow(text("mapBatches"));
    const stream = mapBatches(
      iterable(() => [{ x: 1, y: 1 }]),
      ({ x, y }) => ({ x, y }),
    );
    expect(() => shuffled(stream, { buffer: 2 })).toThrow(text("shuffled"));
  });
});
