import { ArrayDataset, cache, type Dataset, iterable, map } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { expect, test, vi } from "vitest";
import { collected } from "../collected.ts";

const letters: Dataset<string> = { length: 3, get: (index) => "abc"[index] as string };
const later: Dataset<Promise<string>> = { length: 3, get: async (index) => "abc"[index] as string };
const all = <Sample>(dataset: Dataset<Sample>) =>
  Array.from({ length: dataset.length }, (_, index) => dataset.get(index));

test("map changes each sample, when it is asked for", () => {
  const change = vi.fn((letter: string) => letter.toUpperCase());
  const upper = map(letters, change);
  expect(change).not.toHaveBeenCalled();
  expect(upper.length).toBe(3);
  expect(all(upper)).toEqual(["A", "B", "C"]);
});

test("map changes what promises bring", async () => {
  expect(await Promise.all(all(map(later, (letter) => letter + letter)))).toEqual(["aa", "bb", "cc"]);
});

test("map hands each layer random numbers of its own, equal for equal rngs", () => {
  const draws = map(
    map(letters, (letter, rng) => [letter, rng.uniform()]),
    (before, rng) => [...before, rng.uniform()],
  );
  const sample = draws.get(1, new Rng(4));
  expect(sample).toEqual(draws.get(1, new Rng(4)));
  expect(sample).not.toEqual(draws.get(1, new Rng(5)));
  expect(sample[1]).not.toBe(sample[2]);
});

test("map without an rng draws by the number of the sample", () => {
  const draws = map(letters, (_, rng) => rng.uniform());
  expect(all(draws)).toEqual(all(draws));
  expect(new Set(all(draws)).size).toBe(3);
});

test("map changes streams", async () => {
  const draws = map(
    iterable(() => ["a", "b"]),
    async (letter, rng) => `${letter}${rng.int(1000)}`,
  );
  const first = await collected(draws.pass(new Rng(1)));
  expect(first.map((text) => text[0])).toEqual(["a", "b"]);
  expect(await collected(draws.pass(new Rng(1)))).toEqual(first);
  expect(await collected(draws.pass(new Rng(2)))).not.toEqual(first);
});

test("map refuses an index out of range", () => {
  const numbers = new ArrayDataset({ x: { data: Float32Array.of(1) }, y: { data: Int32Array.of(0) } });
  expect(() => map(numbers, ({ x }) => x).get(1)).toThrow(
    new RangeError("get: there is no sample 1: the data set has 1 samples. Use one in [0, 0]."),
  );
});

test("cache makes each sample once, and hands nothing random down", () => {
  const get = vi.fn((index: number, rng?: Rng) => [index, rng]);
  const kept = cache({ length: 2, get });
  expect([kept.get(1, new Rng(1)), kept.get(1), kept.get(0)]).toEqual([
    [1, undefined],
    [1, undefined],
    [0, undefined],
  ]);
  expect(get).toHaveBeenCalledTimes(2);
  expect(() => kept.get(2)).toThrow("get: there is no sample 2");
});

test("cache keeps no more than its limit", () => {
  let made = 0;
  const kept = cache({ length: 3, get: () => made++ }, { limit: 2 });
  for (let epoch = 0; epoch < 2; epoch++) for (let index = 0; index < 3; index++) kept.get(index);
  expect(made).toBe(4);
  expect([kept.get(0), kept.get(1), kept.get(2)]).toEqual([0, 1, 4]);
  expect(() => cache({ length: 3, get: () => 0 }, { limit: -1 })).toThrow(
    new RangeError("cache: limit must be a whole number of at least 0: got -1."),
  );
});

test("cache does not keep a promise that failed", async () => {
  let attempts = 0;
  const kept = cache({
    length: 1,
    get: async () => {
      if (attempts++ === 0) throw new Error("busy");
      return "here";
    },
  });
  await expect(kept.get(0)).rejects.toThrow("busy");
  expect(await kept.get(0)).toBe("here");
  expect(await kept.get(0)).toBe("here");
  expect(attempts).toBe(2);
});
