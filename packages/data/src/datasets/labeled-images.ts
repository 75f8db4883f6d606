import { formatShape, ShapeError, sizeOf, type TypedArray } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { requireArray } from "../checks.ts";
import { requireStatistics, type Statistics } from "../statistics/groups.ts";
import { measure, valueTables } from "../statistics/image-statistics.ts";
import { checkIndex, type Dataset } from "./dataset.ts";
import type { Example, Examples } from "./examples.ts";
import type { Image, ImageShape } from "./image.ts";
import { checkLabels, type LabelArray } from "./labels.ts";
import type { Layout } from "./values.ts";

/** An image with its class. */
export interface LabeledImage {
  /** The image. */
  readonly x: Image;
  /** Class index. */
  readonly y: number;
}

/** Options of {@link LabeledImages}. */
export interface LabeledImagesOptions {
  /** Pixels of all images, row-major [images, channels, height, width]; 0 is dark, 255 bright. Not copied. */
  readonly pixels: Uint8Array;
  /** Class index of each image. Not copied. */
  readonly labels: LabelArray;
  /** Shape of one image. */
  readonly shape: ImageShape;
  /** Names of the classes, in the order of their indices. */
  readonly classNames: readonly string[];
  /** Mean and standard deviation for x. Default: 0 and 1. */
  readonly statistics?: Statistics;
}

/**
 * Data set of images of one size, stored as bytes, with a class each.
 *
 * In a batch x is float32 and y is the int32 class index:
 *
 * x[c, i, j] = (pixel[c, i, j] / 255 − mean[c]) / std[c]
 */
export class LabeledImages implements Examples {
  /** Pixels of all images, row-major [images, channels, height, width]; 0 is dark, 255 bright. */
  readonly pixels: Uint8Array;
  /** Class index of each image, in [0, number of classes). */
  readonly labels: LabelArray;
  /** Shape of one image. */
  readonly shape: ImageShape;
  /** Names of the classes, in the order of their indices. */
  readonly classNames: readonly string[];
  /** Layout of the images: float32, [channels, height, width]. */
  readonly x: Layout;
  /** Layout of the labels: int32, a number. */
  readonly y: Layout = { shape: [], dtype: "int32" };
  readonly #options: LabeledImagesOptions;
  /** Value of x for each byte, for each channel. */
  readonly #tables: readonly Float32Array[];

  /**
   * @throws {ShapeError} If the number of pixels does not match labels and shape, or the statistics do not match the channels.
   * @throws {DataError} If a label is out of range.
   */
  constructor(options: LabeledImagesOptions) {
    checkOptions("LabeledImages", options, ["pixels", "labels", "shape", "classNames", "statistics"]);
    const { pixels, labels, shape, classNames, statistics } = options;
    if (!(pixels instanceof Uint8Array)) {
      throw new TypeError(
        `LabeledImages: pixels must be a Uint8Array, from 0 to 255: got ${inWords(pixels)}. For other numbers use ArrayDataset.`,
      );
    }
    requireArray("LabeledImages", "labels", labels);
    requireArray("LabeledImages", "shape", shape);
    requireArray("LabeledImages", "classNames", classNames);
    checkPixels(pixels, labels.length, shape);
    checkLabels("LabeledImages", "the labels", labels, classNames.length);
    this.pixels = pixels;
    this.labels = labels;
    this.shape = shape;
    this.classNames = classNames;
    this.x = { shape, dtype: "float32" };
    this.#options = options;
    this.#tables = valueTables(shape[0], statistics);
  }

  /** Number of images. */
  get length(): number {
    return this.labels.length;
  }

  /** Returns the bytes of one image; they share memory with `pixels`. */
  image(index: number): Uint8Array {
    checkIndex("image", index, this.length);
    const size = sizeOf(this.shape);
    return this.pixels.subarray(index * size, (index + 1) * size);
  }

  /**
   * Returns a data set of the images as bytes, for transforms. They share memory with `pixels` and are never normalized.
   *
   * @example
   * const augmented = map(train.images(), ({ x, y }, rng) => ({ x: horizontalFlip()(x, rng), y }));
   */
  images(): Dataset<LabeledImage> {
    const { length, shape } = this;
    return {
      length,
      get: (index) => ({ x: { data: this.image(index), shape }, y: this.labels[index] as number }),
    };
  }

  get(index: number): Example {
    checkIndex("get", index, this.length);
    const x = new Float32Array(sizeOf(this.shape));
    this.#convert(index, x, 0);
    return { x, y: this.labels[index] as number };
  }

  fill(indices: Uint32Array, x: TypedArray, y: TypedArray): void {
    const size = sizeOf(this.shape);
    indices.forEach((index, position) => {
      this.#convert(index, x, position * size);
      y[position] = this.labels[index] as number;
    });
  }

  /**
   * Returns the same images with x shifted and scaled. The bytes are shared.
   *
   * @param statistics Usually those of the training images, for training and test images alike.
   * @throws {ShapeError} If there is not one mean and one std for each channel.
   * @throws {RangeError} If a number is not finite, or a std is not above 0.
   * @example
   * const statistics = train.statistics();
   * const [normalTrain, normalTest] = [train.normalize(statistics), test.normalize(statistics)];
   */
  normalize(statistics: Statistics): LabeledImages {
    requireStatistics("normalize", statistics);
    return new LabeledImages({ ...this.#options, statistics });
  }

  /**
   * Returns the first `count` images, or all if there are fewer, with the same normalization. The bytes are shared.
   *
   * @throws {RangeError} If the count is not an integer of at least 0.
   */
  first(count: number): LabeledImages {
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(
        `first: count must be a whole number of at least 0: got ${inWords(count)}. Round it.`,
      );
    }
    const pixels = this.pixels.subarray(0, count * sizeOf(this.shape));
    return new LabeledImages({ ...this.#options, pixels, labels: this.labels.subarray(0, count) });
  }

  /** Returns mean and (population) standard deviation of each channel over all images, before normalization. */
  statistics(): Statistics {
    return measure(this.pixels, this.shape);
  }

  #convert(index: number, out: TypedArray, start: number): void {
    const { pixels } = this;
    const [, height, width] = this.shape;
    const plane = height * width;
    let from = index * this.#tables.length * plane;
    let to = start;
    for (const table of this.#tables) {
      const end = to + plane;
      while (to < end) out[to++] = table[pixels[from++] as number] as number;
    }
  }
}

function checkPixels(pixels: Uint8Array, count: number, shape: ImageShape): void {
  const expected = count * sizeOf(shape);
  if (pixels.length === expected) return;
  throw new ShapeError(
    `LabeledImages: pixels and labels do not fit: ${count} images of shape ${formatShape(shape)} need ${expected} ` +
      `bytes, but there are ${pixels.length}. Give one label for each image, and the shape of one image.`,
  );
}
