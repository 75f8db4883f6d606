import { DTypeError, formatShape, type Rng, ShapeError, sizeOf } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Pixel values: bytes from 0 (dark) to 255 (bright), or floats from 0 to 1. */
export type Pixels = Uint8Array | Float32Array;

/** An image, or a batch of images of the same size. */
export interface Image {
  /** Values in row-major order. */
  readonly data: Pixels;
  /** [channels, height, width], or [n, channels, height, width] for a batch. */
  readonly shape: readonly number[];
}

/**
 * A function that makes a new image from an image, or a new batch from a batch. Each image of a batch draws its own random
 * numbers, one image after another. The input is never changed, and the result shares no memory with it.
 */
export type Transform = (image: Image, rng: Rng) => Image;

/** Shape of one image. */
export type Sizes = readonly [channels: number, height: number, width: number];

/**
 * Checks that a value is an image or a batch.
 *
 * @throws {DTypeError} If its values are neither bytes nor float32.
 * @throws {ShapeError} If the shape does not have 3 or 4 sizes of at least 1, or does not fit the number of values.
 */
export function checkImage(op: string, image: Image): void {
  const { data, shape } = image ?? {};
  if (!(data instanceof Uint8Array) && !(data instanceof Float32Array)) {
    const kind = (data as object | undefined)?.constructor?.name ?? typeof data;
    throw new DTypeError(
      `${op}: an image must be { data, shape } with pixels in a Uint8Array or a Float32Array: got ${kind}. ${advice(data)}`,
    );
  }
  const valid = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size > 0);
  if (!valid || (shape.length !== 3 && shape.length !== 4)) {
    throw new ShapeError(
      `${op}: an image has shape [channels, height, width] and a batch [n, channels, height, width], all at least 1: ` +
        `got ${Array.isArray(shape) ? formatShape(shape) : inWords(shape)}. Reshape it.`,
    );
  }
  if (data.length !== sizeOf(shape)) {
    throw new ShapeError(
      `${op}: shape ${formatShape(shape)} needs ${sizeOf(shape)} values, but there are ${data.length}. ` +
        "Give the shape that the pixels have.",
    );
  }
}

function advice(data: unknown): string {
  if (ArrayBuffer.isView(data)) return "Convert them first.";
  return "Samples of LabeledImages are images after .images(); of a tensor, give { data: x.dataSync(), shape: x.shape }.";
}
