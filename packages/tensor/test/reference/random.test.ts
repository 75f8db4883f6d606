import { philoxBlock, Rng } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { elementsOf, outputView } from "./cases.ts";
import { normalRadius, philoxWord, unitInterval } from "./philox.ts";

const keys = [
  { key0: 0, key1: 0, counter: 0 },
  { key0: 0xffffffff, key1: 0xffffffff, counter: 2 ** 32 - 2 },
  { key0: 0xdeadbeef, key1: 12345, counter: 2 ** 50 + 12345 },
];

/** First `count` words from a key, block by block. */
function words(key: (typeof keys)[number], count: number): number[] {
  return Array.from({ length: count }, (_, i) => philoxWord([key.key0, key.key1], 4 * key.counter + i));
}

describe("random", () => {
  const rng = new Rng(17);

  test.each(keys)(
    "philoxBlock, for kernels elsewhere, gives the same words: %o",
    ({ key0, key1, counter }) => {
      const block = new Int32Array(6);
      philoxBlock(key0, key1, counter, block, 1);
      const expected = words({ key0, key1, counter }, 4).map((word) => word | 0);
      expect([...block]).toEqual([0, ...expected, 0]);
    },
  );

  test.each(keys)("bits are the words of Philox, in order: %o", (key) => {
    for (let size = 0; size < 20; size++) {
      const out = outputView(rng, [size], "int32");
      referenceBackend.random("bits", key, out);
      expect(elementsOf(out)).toEqual(words(key, size).map((word) => word | 0));
    }
  });

  test.each(keys)("uniform and normal follow from the words: %o", (key) => {
    for (const dtype of ["float32", "float64"] as const) {
      const round = dtype === "float32" ? Math.fround : (value: number) => value;
      for (const size of [1, 2, 3, 4, 7, 4098]) {
        const source = words(key, size + 1);
        const [uniform, normal] = [outputView(rng, [size], dtype), outputView(rng, [size], dtype)];
        referenceBackend.random("uniform", key, uniform);
        referenceBackend.random("normal", key, normal);
        expect(elementsOf(uniform)).toEqual(source.slice(0, size).map(unitInterval));
        const expected = Array.from({ length: size }, (_, i) => {
          const [radius, angle] = [normalRadius(source[i & ~1]!), 2 * Math.PI * unitInterval(source[i | 1]!)];
          return round(radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)));
        });
        expect(elementsOf(normal)).toEqual(expected);
      }
    }
  });

  test("nothing before or after the output is written", () => {
    const out = outputView(rng, [10], "int32");
    const inner = { ...out, shape: [5], offset: out.offset + 2 };
    const before = elementsOf(out);
    referenceBackend.random("bits", keys[1]!, inner);
    const after = elementsOf(out);
    expect([...after.slice(0, 2), ...after.slice(7)]).toEqual([...before.slice(0, 2), ...before.slice(7)]);
  });
});
