import { DataError, LabeledImages } from "@cambium/data";
import { ShapeError } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const classNames = ["a", "b"];
/** Two images of two channels and 1 × 2 pixels. */
const images = new LabeledImages({
  pixels: Uint8Array.of(0, 51, 102, 153, 204, 255, 0, 255),
  labels: Uint8Array.of(1, 0),
  shape: [2, 1, 2],
  classNames,
});

describe("LabeledImages", () => {
  test("gives examples from 0 to 1, and their classes", () => {
    expect(images.length).toBe(2);
    expect(images.get(0)).toEqual({ x: Float32Array.of(0, 0.2, 0.4, 0.6), y: 1 });
    expect(images.get(1)).toEqual({ x: Float32Array.of(0.8, 1, 0, 1), y: 0 });
    expect(images.x).toEqual({ shape: [2, 1, 2], dtype: "float32" });
    expect(images.y).toEqual({ shape: [], dtype: "int32" });
  });

  test("shares the bytes of an image", () => {
    expect(images.image(1)).toEqual(Uint8Array.of(204, 255, 0, 255));
    expect(images.image(1).buffer).toBe(images.pixels.buffer);
  });

  test("fills arrays as get does", () => {
    const x = new Float32Array(12);
    const y = new Int32Array(3);
    images.fill(Uint32Array.of(1, 0, 1), x, y);
    expect(x).toEqual(Float32Array.of(0.8, 1, 0, 1, 0, 0.2, 0.4, 0.6, 0.8, 1, 0, 1));
    expect(y).toEqual(Int32Array.of(0, 1, 0));
  });

  test("measures each channel", () => {
    const { mean, std } = images.statistics();
    expect(mean[0]).toBeCloseTo((0 + 0.2 + 0.8 + 1) / 4, 12);
    expect(mean[1]).toBeCloseTo((0.4 + 0.6 + 0 + 1) / 4, 12);
    expect(std[0]).toBeCloseTo(Math.sqrt((0.25 + 0.09 + 0.09 + 0.25) / 4), 12);
    expect(std[1]).toBeCloseTo(Math.sqrt((0.01 + 0.01 + 0.25 + 0.25) / 4), 12);
  });

  test("normalizes each channel, and still measures the pixels", () => {
    const normal = images.normalize({ mean: [0.2, 0.4], std: [0.5, 0.1] });
    const { x } = normal.get(0);
    [-0.4, 0, 0, 2].forEach((value, i) => {
      expect((x as Float32Array)[i]).toBeCloseTo(value, 6);
    });
    expect(normal.pixels).toBe(images.pixels);
    expect(normal.statistics()).toEqual(images.statistics());
  });

  test("gives the first few, normalized as all are", () => {
    const normal = images.normalize({ mean: [0.2, 0.4], std: [0.5, 0.1] });
    const first = normal.first(1);
    expect(first.length).toBe(1);
    expect(first.get(0)).toEqual(normal.get(0));
    expect(first.pixels.buffer).toBe(images.pixels.buffer);
    expect(images.first(1).get(0)).toEqual(images.get(0));
    expect(images.first(0).length).toBe(0);
    expect(images.first(9).length).toBe(2);
  });
});

const options = {
  pixels: new Uint8Array(4),
  labels: Uint8Array.of(0, 1),
  shape: [1, 1, 2],
  classNames,
} as const;

describe("LabeledImages refuses", () => {
  test("pixels that do not fit the labels", () => {
    expect(() => new LabeledImages({ ...options, pixels: new Uint8Array(5) })).toThrow(
      new ShapeError(
        "LabeledImages: pixels and labels do not fit: 2 images of shape [1, 1, 2] need 4 bytes, but there are 5. " +
          "Give one label for each image, and the shape of one image.",
      ),
    );
  });

  test.each([2, -1])("label %i of two classes", (label) => {
    expect(() => new LabeledImages({ ...options, labels: Int32Array.of(1, label) })).toThrow(
      new DataError(
        `LabeledImages: a label is out of range: number 1 of the labels is ${label}, but there are 2 classes, ` +
          "0 to 1. Give the right file, or all classNames.",
      ),
    );
  });

  test("statistics of other channels, and ones that make no sense", () => {
    expect(() => images.normalize({ mean: [0.5], std: [1] })).toThrow(
      new ShapeError(
        "normalize: the images have 2 channels, but there are 1 means and 1 standard deviations. " +
          "Give one of each for each channel.",
      ),
    );
    expect(() => images.normalize({ mean: [0.5, 0], std: [1, 0] })).toThrow(
      new RangeError(
        "normalize: means must be finite and standard deviations above 0: got mean [0.5, 0], std [1, 0]. " +
          "Leave out a channel that never changes.",
      ),
    );
  });

  test.each([-1, 0.5, Number.NaN])("a count of %d", (count) => {
    expect(() => images.first(count)).toThrow(
      new RangeError(`first: count must be a whole number of at least 0: got ${count}. Round it.`),
    );
  });

  test.each([2, -1, 0.5])("index %d", (index) => {
    const text = (op: string) =>
      `${op}: there is no sample ${index}: the data set has 2 samples. Use one in [0, 1].`;
    expect(() => images.get(index)).toThrow(new RangeError(text("get")));
    expect(() => images.image(index)).toThrow(new RangeError(text("image")));
  });
});
