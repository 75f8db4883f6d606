import { ArrayDataset, concat, filter, iterable, subset } from "@cambium/data";
import { Rng, ShapeError } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { collected } from "../collected.ts";

const numbers = new ArrayDataset({
  x: { data: Float32Array.of(0, 10, 20, 30) },
  y: { data: Int32Array.of(0, 1, 0, 1) },
});
const others = new ArrayDataset({ x: { data: Float32Array.of(70, 80) }, y: { data: Int32Array.of(7, 8) } });
const letters = { length: 3, get: (index: number) => "abc"[index] as string };
const stream = iterable(() => [1, 2, 3, 4]);

describe("filter", () => {
  test("keeps the examples for which the test holds, and their layouts", () => {
    const odd = filter(numbers, ({ y }) => y === 1);
    expect(odd.length).toBe(2);
    expect([odd.get(0), odd.get(1)]).toEqual([
      { x: 10, y: 1 },
      { x: 30, y: 1 },
    ]);
    expect(odd.x).toEqual(numbers.x);
    expect(filter(letters, (letter, index) => letter === "b" || index === 2).length).toBe(2);
  });

  test("waits for promises", async () => {
    const later = { length: 3, get: async (index: number) => index };
    const even = await filter(later, (value) => value % 2 === 0);
    expect([await even.get(0), await even.get(1)]).toEqual([0, 2]);
  });

  test("filters streams as they flow", async () => {
    expect(await collected(filter(stream, (value, index) => value > 1 && index < 3))).toEqual([2, 3]);
  });
});

describe("concat", () => {
  test("joins examples, one by one and the fast way", () => {
    const both = concat([numbers, subset(numbers, []), others]);
    expect(both.length).toBe(6);
    expect([both.get(3), both.get(4)]).toEqual([
      { x: 30, y: 1 },
      { x: 70, y: 7 },
    ]);
    const [x, y] = [new Float32Array(5), new Int32Array(5)];
    both.fill?.(Uint32Array.of(5, 4, 0, 3, 5), x, y);
    expect(x).toEqual(Float32Array.of(80, 70, 0, 30, 80));
    expect(y).toEqual(Int32Array.of(8, 7, 0, 1, 8));
  });

  test("joins any samples, and streams", async () => {
    const twice = concat([letters, letters]);
    expect(twice.get(4)).toBe("b");
    expect(() => twice.get(6)).toThrow("get: there is no sample 6");
    expect(await collected(concat([stream, stream]).pass(new Rng(1)))).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });

  test("refuses layouts that differ, mixtures, and nothing", () => {
    const rows = new ArrayDataset({
      x: { data: new Float32Array(4), shape: [2] },
      y: { data: new Int32Array(2) },
    });
    expect(() => concat([numbers, rows])).toThrow(
      new ShapeError(
        "concat: the layouts of x differ: float32 [] in the first data set, float32 [2] in number 1. " +
          "Make them alike with map.",
      ),
    );
    expect(() => concat([])).toThrow(
      new TypeError(
        "concat: needs data sets of one kind: got 0, 0 of them streams. Make streams of all or of none.",
      ),
    );
    expect(() => concat([stream, letters as never])).toThrow("got 2, 1 of them streams");
  });
});
