import { DTypeError, formatShape, type Rng, ShapeError, sizeOf } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Values of pixels: bytes from 0 (dark) to 255 (bright), or floats from 0 to 1. */
export type Pixels = Uint8Array | Float32Array;

/** An image, or a batch of images of one size. */
export interface Image {
  /** The values, row-major. */
  readonly data: Pixels;
  /** [channels, height, width], or [n, channels, height, width] of a batch. */
  readonly shape: readonly number[];
}

/**
 * Makes a new image from one, or from each of a batch; the images of a batch are treated one after another, so that each draws
 * its own numbers. The image given is never changed, and the result shares no memory with it.
 */
export type Transform = (image: Image, rng: Rng) => Image;

/** Sizes of one image. */
export type Sizes = readonly [channels: number, height: number, width: number];

/**
 * Checks that something is an image or a batch.
 *
 * @throws {DTypeError} If its values are neither bytes nor float32.
 * @throws {ShapeError} If the shape has not 3 or 4 sizes of at least 1, or there are more or fewer values than it says.
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
