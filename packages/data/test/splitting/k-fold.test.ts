import { ArrayDataset, type Dataset, kFold, split } from "@cambium/data";
import { Rng, ShapeError } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const numbers: Dataset<number> = { length: 11, get: (index) => index };
const all = <Sample>(dataset: Dataset<Sample>) =>
  Array.from({ length: dataset.length }, (_, index) => dataset.get(index));
const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
/** Labels: 30 of class 0, 20 of class 5 and 10 of class 2, shuffled. */
const labels = new Rng(1).permutation(60).map((place) => (place < 30 ? 0 : place < 50 ? 5 : 2));
const labeled: Dataset<number> = { length: 60, get: (index) => index };
const counts = (dataset: Dataset<number>) =>
  [0, 5, 2].map((label) => all(dataset).filter((index) => labels[index] === label).length);

describe("kFold", () => {
  test("puts each sample into one validation part, and the others into the other", () => {
    const folds = kFold(numbers, { folds: 3, shuffle: false });
    expect(folds.map(({ validation }) => all(validation))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10],
    ]);
    for (const { train, validation } of folds)
      expect(sorted([...all(train), ...all(validation)])).toEqual(all(numbers));
  });

  test("deals at random, equally for equal rngs", () => {
    const parts = (seed: number) =>
      kFold(numbers, { folds: 4, rng: new Rng(seed) }).map(({ validation }) => all(validation));
    expect(parts(1)).toEqual(parts(1));
    expect(parts(1)).not.toEqual(parts(2));
    expect(parts(1).map((part) => part.length)).toEqual([3, 3, 3, 2]);
    expect(sorted(parts(1).flat())).toEqual(all(numbers));
  });

  test("keeps the shares of the classes", () => {
    for (const order of [{ shuffle: false }, { rng: new Rng(3) }] as const) {
      const folds = kFold(labeled, { folds: 5, stratify: labels, ...order });
      for (const { validation, train } of folds) {
        expect(counts(validation)).toEqual([6, 4, 2]);
        expect(counts(train)).toEqual([24, 16, 8]);
      }
    }
  });

  test("keeps the layouts of examples", () => {
    const rows = new ArrayDataset({ x: { data: new Float32Array(4) }, y: { data: new Int32Array(4) } });
    expect(kFold(rows, { folds: 2, rng: new Rng(1) })[0]?.train.x).toEqual(rows.x);
  });

  test.each([1, 12, 2.5, Number.NaN])("refuses %d folds", (folds) => {
    expect(() => kFold(numbers, { folds, shuffle: false })).toThrow(
      new RangeError(
        `kFold: folds must be a whole number from 2 to the number of samples, 11: got ${folds}.`,
      ),
    );
  });

  test("refuses labels that do not match", () => {
    expect(() => kFold(numbers, { folds: 2, stratify: [1, 2], shuffle: false })).toThrow(
      new ShapeError("kFold: the labels do not match: 2 labels for 11 samples. Give one for each."),
    );
  });
});

describe("split by classes", () => {
  test("keeps their shares, with and without an rng", () => {
    for (const order of [{ shuffle: false }, { rng: new Rng(3) }] as const) {
      const [train, test] = split(labeled, { fractions: [0.7, 0.3], stratify: labels, ...order });
      expect([counts(train), counts(test)]).toEqual([
        [21, 14, 7],
        [9, 6, 3],
      ]);
      expect(sorted([...all(train), ...all(test)])).toEqual(all(labeled));
      if (!("rng" in order)) expect(all(train)).toEqual(sorted(all(train)));
      else expect(all(train)).not.toEqual(sorted(all(train)));
    }
  });

  test("loses no sample to rounding, and keeps the sizes", () => {
    const three = Array.from({ length: 31 }, (_, i) => i % 7);
    const some: Dataset<number> = { length: 31, get: (index) => index };
    const parts = split(some, { fractions: [0.5, 0.3, 0.2], stratify: three, shuffle: false });
    expect(parts.map(({ length }) => length)).toEqual([16, 9, 6]);
    expect(sorted(parts.flatMap(all))).toEqual(all(some));
  });

  test("refuses sizes, and labels that do not match", () => {
    expect(() => split(numbers, { sizes: [5, 6], stratify: labels, shuffle: false })).toThrow(
      new TypeError("split: stratify goes with fractions, not with sizes. Give fractions."),
    );
    expect(() => split(numbers, { fractions: [1], stratify: labels, shuffle: false })).toThrow(
      new ShapeError("split: the labels do not match: 60 labels for 11 samples. Give one for each."),
    );
  });
});

describe("shuffling", () => {
  const run = { split: { fractions: [0.5, 0.5] }, kFold: { folds: 2 } };
  // biome-ignore lint/suspicious/noExplicitAny: the test is about code that the compiler refuses
  const divide = (op: "split" | "kFold", order: object): any =>
    op === "split"
      ? split(labeled, { ...run.split, ...order } as never)
      : kFold(labeled, { ...run.kFold, ...order } as never);

  test.each(["split", "kFold"] as const)("is what %s does unless it is told not to", (op) => {
    expect(() => divide(op, {})).toThrow(
      new TypeError(
        `${op}: samples are shuffled, which needs an rng. Give rng: rng.fork("${op}"), or shuffle: false to keep their order.`,
      ),
    );
    expect(() => divide(op, { stratify: labels })).toThrow("which needs an rng");
    expect(() => divide(op, { shuffle: true })).toThrow("which needs an rng");
    expect(() => divide(op, { shuffle: false, rng: new Rng(1) })).toThrow(
      new TypeError(`${op}: nothing would draw from the rng. Leave out shuffle: false, or rng.`),
    );
    expect(() => divide(op, { shuffle: new Rng(1) })).toThrow(
      new TypeError(`${op}: shuffle must be true or false: got an instance of Rng.`),
    );
    expect(() => divide(op, { shuffle: true, rng: new Rng(1) })).not.toThrow();
  });
});
