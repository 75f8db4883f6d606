import { ArrayDataset, iterable, LabeledImages, map, split, standardize, statistics } from "@cambium/data";
import { ShapeError } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { collected } from "../collected.ts";

const rows = new ArrayDataset({
  x: { data: Float32Array.of(1, 10, 2, 10, 3, 10, 6, 10), shape: [2] },
  y: { data: Int32Array.of(0, 1, 2, 3) },
});
/** Values 1, 2, 3, 6: mean 3, squared deviations 4, 1, 0, 9. */
const expected = { mean: [3, 10], std: [Math.sqrt(14 / 4), 0] };

describe("statistics", () => {
  test("of the columns of rows, in parts as well", () => {
    expect(statistics(rows)).toEqual(expected);
    const [train] = split(rows, { sizes: [2, 2], shuffle: false });
    expect(statistics(train)).toEqual({ mean: [1.5, 10], std: [0.5, 0] });
  });

  test("of the channels of images, as they measure themselves", () => {
    const images = new LabeledImages({
      pixels: Uint8Array.from({ length: 300 * 8 }, (_, i) => (i * 37) % 256),
      labels: new Uint8Array(300),
      shape: [2, 2, 2],
      classNames: ["a"],
    });
    const { mean, std } = images.statistics();
    const measured = statistics(images);
    mean.forEach((value, channel) => {
      expect(measured.mean[channel]).toBeCloseTo(value, 6);
    });
    std.forEach((value, channel) => {
      expect(measured.std[channel]).toBeCloseTo(value, 6);
    });
  });

  test("of single numbers, and of streams", async () => {
    const numbers = new ArrayDataset({
      x: { data: Float32Array.of(1, 3) },
      y: { data: Int32Array.of(0, 0) },
    });
    expect(statistics(numbers)).toEqual({ mean: [2], std: [1] });
    const stream = iterable(() => [1, 2, 3, 6].map((x) => ({ x: Float32Array.of(x, 10) })));
    expect(await statistics(stream)).toEqual(expected);
  });

  test("of images that come later, of any size: bytes from 0 to 1, as those of equal size", async () => {
    const images = new LabeledImages({
      pixels: Uint8Array.from({ length: 3 * 8 }, (_, i) => (i * 37) % 256),
      labels: new Uint8Array(3),
      shape: [2, 2, 2],
      classNames: ["a"],
    });
    const { mean, std } = images.statistics();
    const later = await statistics(map(images.images(), async (sample) => sample));
    expect(later.mean).toEqual(mean.map((value) => expect.closeTo(value, 12)));
    expect(later.std).toEqual(std.map((value) => expect.closeTo(value, 12)));
    const sizes = [Float32Array.of(0, 6), Float32Array.of(3)].map((data) => ({
      x: { data, shape: [1, 1, data.length] },
    }));
    expect(await statistics(iterable(() => sizes))).toEqual({ mean: [3], std: [Math.sqrt(6)] });
  });

  test("lose no digits to a large mean", () => {
    const data = Float64Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 2));
    const large = new ArrayDataset({ x: { data, dtype: "float64" }, y: { data: new Int32Array(1000) } });
    expect(statistics(large).std[0]).toBeCloseTo(0.5, 9);
  });

  test("refuse nothing, and rows that differ", async () => {
    const none = new ArrayDataset({
      x: { data: new Float32Array(), shape: [2] },
      y: { data: new Int32Array() },
    });
    const text = "statistics: there is nothing to measure: got 0 examples. Give at least one.";
    expect(() => statistics(none)).toThrow(new ShapeError(text));
    await expect(statistics(iterable(() => []))).rejects.toThrow(new ShapeError(text));
    const uneven = iterable(() => [{ x: Float32Array.of(1, 2) }, { x: Float32Array.of(1) }]);
    await expect(statistics(uneven)).rejects.toThrow(
      new ShapeError("statistics: rows differ in length: 1 numbers, and 2 before. Give all as many."),
    );
  });
});

describe("standardize", () => {
  const standard = standardize(rows, expected);
  const [low, high] = [-2 / Math.sqrt(3.5), 3 / Math.sqrt(3.5)];

  test("gives columns mean 0 and deviation 1; one that never changes becomes 0", () => {
    expect(standard.get(0)).toEqual({ x: Float32Array.of(low, 0), y: 0 });
    const [x, y] = [new Float32Array(4), new Int32Array(2)];
    standard.fill?.(Uint32Array.of(3, 0), x, y);
    expect([x, y]).toEqual([Float32Array.of(high, 0, low, 0), Int32Array.of(3, 0)]);
    expect(standard.length).toBe(4);
    expect(standard.y).toEqual(rows.y);
  });

  test("scales whole channels, numbers, whole numbers and streams", async () => {
    const images = new ArrayDataset({
      x: { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 1, 2] },
      y: { data: Int32Array.of(0) },
    });
    const scaled = standardize(images, { mean: [1, 3], std: [2, 0.5] });
    expect(scaled.x.dtype).toBe("float32");
    expect(scaled.get(0).x).toEqual(Float32Array.of(0, 0.5, 0, 2));
    const numbers = new ArrayDataset({ x: { data: Float32Array.of(5) }, y: { data: Int32Array.of(0) } });
    expect(standardize(numbers, { mean: [1], std: [2] }).get(0).x).toBe(2);
    const stream = iterable(() => [{ x: Float32Array.of(1, 10), y: 4 }]);
    expect(await collected(standardize(stream, expected))).toEqual([{ x: Float32Array.of(low, 0), y: 4 }]);
  });

  test("measures no stream whose rows differ in length, even by a multiple", async () => {
    const rows = iterable(() => [{ x: Float32Array.of(1, 2) }, { x: Float32Array.of(1, 2, 3, 4) }]);
    await expect(statistics(rows)).rejects.toThrow(
      new ShapeError("statistics: rows differ in length: 4 numbers, and 2 before. Give all as many."),
    );
  });

  test("refuses samples without a layout", () => {
    expect(() => standardize(map(rows, (row) => row) as never, expected)).toThrow(
      new TypeError(
        "standardize: the data set states no layouts x and y: its samples may come later or differ. " +
          "Use map, with normalize of @cambium/data-augment for images.",
      ),
    );
  });

  test("refuses statistics that do not fit", () => {
    expect(() => standardize(rows, { mean: [1], std: [1] })).toThrow(
      new ShapeError(
        "standardize: the inputs have 2 columns or channels, but there are 1 means and 1 standard deviations. " +
          "Give one of each for each.",
      ),
    );
    expect(() => standardize(rows, { mean: [1, Number.NaN], std: [1, -1] })).toThrow(
      new RangeError(
        "standardize: means must be finite and standard deviations at least 0: got mean [1, NaN], std [1, -1]. " +
          "Leave out rows with missing values.",
      ),
    );
  });
});
