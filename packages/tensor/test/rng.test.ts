import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { philox, philoxWord } from "./reference/philox.ts";

/** Philox4x32-10 rows of Random123's kat_vectors: counter, key, result. */
const knownAnswers: [counter: number[], key: number[], block: number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

describe("the Philox implementation of these tests", () => {
  test.each(knownAnswers)("the published answer for counter %j, key %j", (counter, key, expected) => {
    expect(philox(counter, key)).toEqual(expected);
  });
});

const draws = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.bits());

describe("Rng", () => {
  test("draws the words of Philox in order, with the seed as its key", () => {
    for (const seed of [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]) {
      const rng = new Rng(seed);
      const key = [seed % 2 ** 32, Math.floor(seed / 2 ** 32)];
      expect(draws(rng, 50)).toEqual(Array.from({ length: 50 }, (_, i) => philoxWord(key, i)));
    }
  });

  test("equal seeds give equal streams, different seeds do not", () => {
    expect(draws(new Rng(7), 20)).toEqual(draws(new Rng(7), 20));
    expect(draws(new Rng(7), 20)).not.toEqual(draws(new Rng(8), 20));
    expect(draws(new Rng(-7), 20)).toEqual(draws(new Rng(-7), 20));
    expect(draws(new Rng(2 ** 40), 20)).not.toEqual(draws(new Rng(2 ** 41), 20));
  });

  test.each([0, -7, 2 ** 53 - 1, 1 - 2 ** 53])("a stream of seed %d restores", (seed) => {
    const rng = new Rng(seed);
    draws(rng, 5);
    expect(draws(Rng.restore(rng.state), 9)).toEqual(draws(rng, 9));
  });

  test.each([0.5, Number.NaN, Infinity, 2 ** 60])("seed %d is refused", (seed) => {
    expect(() => new Rng(seed)).toThrow(RangeError);
  });

  test("a fork depends on its name and not on what was drawn, and draws nothing", () => {
    const [fresh, used] = [new Rng(3), new Rng(3)];
    draws(used, 5);
    expect(draws(used.fork("dropout"), 8)).toEqual(draws(fresh.fork("dropout"), 8));
    expect(draws(fresh.fork("dropout"), 8)).not.toEqual(draws(fresh.fork("init"), 8));
    expect(draws(fresh.fork(1), 8)).not.toEqual(draws(fresh.fork(2), 8));
    expect(draws(fresh.fork("a").fork("b"), 8)).not.toEqual(draws(fresh.fork("b").fork("a"), 8));
    expect(draws(fresh, 5)).toEqual(draws(new Rng(3), 5));
  });

  test("forks of many names and their parent are uncorrelated", () => {
    const rng = new Rng(5);
    const streams = [rng, ...Array.from({ length: 30 }, (_, i) => rng.fork(i))].map((stream) =>
      Array.from({ length: 2000 }, () => stream.uniform() - 0.5),
    );
    for (let i = 0; i < streams.length; i++) {
      for (let j = 0; j < i; j++) {
        const product = streams[i]!.reduce((sum, value, k) => sum + value * streams[j]![k]!, 0);
        // The product has standard deviation √2000/12 ≈ 3.7 for independent uniforms.
        expect(Math.abs(product)).toBeLessThan(5 * 3.73);
      }
    }
  });

  test.each([0, 1, 2, 3, 4, 5])("restore and rewind continue after %i draws", (count) => {
    const rng = new Rng(2 ** 50 + 11).fork("x");
    draws(rng, count);
    const saved = JSON.parse(JSON.stringify(rng.state)) as Rng["state"];
    const next = draws(rng, 9);
    expect(draws(Rng.restore(saved), 9)).toEqual(next);
    rng.rewind(saved);
    expect(draws(rng, 9)).toEqual(next);
  });

  test("forks have keys of 64 bits, which restore keeps", () => {
    const forks = Array.from({ length: 20 }, (_, i) => new Rng(1).fork(i));
    expect(Math.max(...forks.map(({ state }) => state.key1))).toBeGreaterThan(2 ** 31);
    for (const fork of forks) {
      const { key0, key1 } = fork.state;
      const words = Array.from({ length: 5 }, (_, i) => philoxWord([key0, key1], i));
      expect(draws(Rng.restore(fork.state), 5)).toEqual(words);
      expect(draws(fork, 5)).toEqual(words);
    }
    const state = { key0: 0xffffffff, key1: 0xffffffff, counter: 3, position: 2 };
    expect(Rng.restore(state).state).toEqual(state);
  });

  test("rewinding to another stream is refused", () => {
    expect(() => new Rng(1).rewind(new Rng(2).state)).toThrow("Rng.restore");
  });

  test("a bulk draw uses whole blocks, and scalar draws continue after it", () => {
    const rng = new Rng(9);
    draws(rng, 2);
    expect(rng.reserve(5).counter).toBe(1);
    expect(rng.reserve(4).counter).toBe(3);
    expect(rng.reserve(0).counter).toBe(4);
    expect(draws(rng, 4)).toEqual(draws(new Rng(9), 20).slice(16));
  });

  test("uniform: mean 1/2, variance 1/12, within [0, 1)", () => {
    const rng = new Rng(1);
    const values = Array.from({ length: 100_000 }, () => rng.uniform());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.005);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002);
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  test("normal: the first four moments are 0, 1, 0, 3", () => {
    const rng = new Rng(2);
    const values = Array.from({ length: 100_000 }, () => rng.normal());
    const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.025);
    expect(Math.abs(moment(3))).toBeLessThan(0.06);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
  });

  test("int: every value equally often", () => {
    const rng = new Rng(3);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[rng.int(7)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    for (const bound of [0, -1, 1.5, 2 ** 33]) expect(() => rng.int(bound)).toThrow(RangeError);
  });

  test("permutation: every number once, every order equally often", () => {
    const rng = new Rng(4);
    expect([...rng.permutation(100)].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(rng.permutation(0).length).toBe(0);
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = rng.permutation(3).join();
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
