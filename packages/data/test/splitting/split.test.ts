import { ArrayDataset, type Dataset, split, subset } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const numbers = Float32Array.from({ length: 10 }, (_, i) => i);
const examples = new ArrayDataset({ x: { data: numbers }, y: { data: numbers } });
const letters: Dataset<string> = { length: 4, get: (index) => "abcd"[index] as string };

const contents = <Sample>(dataset: Dataset<Sample>) =>
  Array.from({ length: dataset.length }, (_, i) => dataset.get(i));
const xs = (dataset: typeof examples | ReturnType<typeof subset>) =>
  contents(dataset).map((example) => (example as { x: number }).x);

describe("subset", () => {
  test("picks samples of any kind, in any order, several times", () => {
    expect(contents(subset(letters, [3, 0, 3]))).toEqual(["d", "a", "d"]);
    expect(contents(subset(letters, []))).toEqual([]);
  });

  test("of examples is a data set of examples, of a subset as well", () => {
    const twice = subset(subset(examples, [8, 6, 4]), [2, 0]);
    expect(xs(twice)).toEqual([4, 8]);
    expect(twice.x).toEqual(examples.x);
    const [x, y] = [new Float32Array(3), new Float32Array(3)];
    twice.fill?.(Uint32Array.of(1, 1, 0), x, y);
    expect(x).toEqual(Float32Array.of(8, 8, 4));
  });

  test("refuses an index out of range", () => {
    expect(() => subset(letters, [0, 4])).toThrow(
      new RangeError(
        "subset: there is no sample 4 (at position 1): the data set has 4 samples. Use one in [0, 3].",
      ),
    );
    expect(() => subset(subset(letters, []), [0])).toThrow(
      new RangeError(
        "subset: there is no sample 0 (at position 0): the data set has 0 samples. It is empty.",
      ),
    );
    expect(() => subset(letters, [1]).get(1)).toThrow(
      new RangeError("get: there is no sample 1: the data set has 1 samples. Use one in [0, 0]."),
    );
  });
});

describe("split", () => {
  test("by fractions, in order", () => {
    const [train, validation, test] = split(examples, { fractions: [0.5, 0.25, 0.25], shuffle: false });
    expect(xs(train)).toEqual([0, 1, 2, 3, 4]);
    expect([...xs(validation), ...xs(test)]).toEqual([5, 6, 7, 8, 9]);
    expect(train.y).toEqual(examples.y);
  });

  test("by sizes", () => {
    const [first, second] = split(letters, { sizes: [3, 1], shuffle: false });
    expect(contents(first)).toEqual(["a", "b", "c"]);
    expect(contents(second)).toEqual(["d"]);
  });

  test("at random, equally for equal seeds, with no sample twice", () => {
    const parts = (seed: number) => split(examples, { sizes: [6, 4], rng: new Rng(seed) }).map(xs);
    expect(parts(1)).toEqual(parts(1));
    expect(parts(1)).not.toEqual(parts(2));
    expect(parts(1).map((part) => part.length)).toEqual([6, 4]);
    expect(parts(1).flat().sort()).toEqual(Array.from(numbers));
  });

  test("loses no sample to rounding", () => {
    const shares = [0.1, 0.2, 0.3, 0.4];
    for (let length = 0; length < 40; length++) {
      const some = { length, get: (index: number) => index };
      expect(split(some, { fractions: shares, shuffle: false }).flatMap(contents)).toEqual(contents(some));
    }
  });

  test("of each class gives no sample to two parts, and each part its share within one", () => {
    // 46 · 0.34 rounds up and 46 · 0.33 down: the single sample of class 1 must not go to parts 0 and 2.
    const labels = [...new Array<number>(46).fill(0), 1];
    const some = { length: 47, get: (index: number) => index };
    const fractions = [0.33, 0.01, 0.66];
    const parts = split(some, { fractions, stratify: labels, shuffle: false }).map(contents);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(contents(some));
    parts.forEach((part, number) => {
      const share = part.filter((index) => index < 46).length;
      expect(Math.abs(share - 46 * (fractions[number] as number))).toBeLessThan(1);
    });
  });

  test("allows empty parts", () => {
    const [none, all] = split(letters, { fractions: [0, 1], rng: new Rng(1) });
    expect([none.length, all.length]).toEqual([0, 4]);
  });

  test.each([[[0.5, 0.4]], [[1.5, -0.5]], [[]], [[Number.NaN, 1]]])(
    "refuses fractions %j",
    (fractions: number[]) => {
      expect(() => split(letters, { fractions, shuffle: false })).toThrow(
        new RangeError(
          `split: fractions must be at least 0 and add up to 1: got [${fractions.join(", ")}]. Add a part for the rest.`,
        ),
      );
    },
  );

  test.each([[[2, 1]], [[5, -1]], [[2.5, 1.5]], [[]]])("refuses sizes %j", (sizes: number[]) => {
    expect(() => split(letters, { sizes, shuffle: false })).toThrow(
      new RangeError(
        "split: sizes must be whole numbers of at least 0 that add up to the number of samples, 4: " +
          `got [${sizes.join(", ")}]. Add a part for the rest.`,
      ),
    );
  });
});
