import { formatShape, type Rng, ShapeError } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import type { Image } from "../image/image.ts";

/** Soft targets: the weight of each class for each image of a batch. */
export interface Targets {
  /** Values in row-major order. */
  readonly data: Float32Array;
  /** [n, classes]. */
  readonly shape: readonly number[];
}

/** Labels of a batch: class indices or soft targets. */
export type Labels = ArrayLike<number> | Targets;

/** A batch of mixed images with their soft targets. */
export interface MixedBatch {
  /** Shape [n, channels, height, width]. */
  readonly images: Image;
  /** Shape [n, classes]. */
  readonly targets: Targets;
}

/** A function that mixes the images of a batch with one another. It changes neither the batch nor the labels. */
export type BatchMix = (batch: Image, labels: Labels, rng: Rng) => MixedBatch;

/** Options of `mixup` and `cutmix`. */
export interface MixOptions {
  /** α of the distribution Beta(α, α) that λ is drawn from; above 0. Default: 1, which is the uniform distribution. */
  readonly alpha?: number;
  /** Number of classes. Required for class indices, not needed for soft targets. */
  readonly numClasses?: number;
}

/**
 * Converts labels to soft targets, in memory that nothing else uses.
 *
 * @throws {TypeError} If they are not labels.
 * @throws {ShapeError} If the number of labels is not the number of images, or soft targets contradict `numClasses`.
 * @throws {RangeError} If a label is not a class, or the number of classes is missing.
 */
export function softened(op: string, labels: Labels, count: number, numClasses: number | undefined): Targets {
  requireLabels(op, labels);
  const soft = "data" in labels;
  const given = soft ? (labels.shape[0] ?? 0) : labels.length;
  const whole = !soft || (labels.shape.length === 2 && labels.data.length === given * labels.shape[1]!);
  if (given !== count || !whole) {
    throw new ShapeError(
      `${op}: ${count} images need as many labels: got ${soft ? `shape ${formatShape(labels.shape)}` : given}. ` +
        "Give class indices, or targets of shape [n, classes].",
    );
  }
  return soft ? copyOf(op, labels, numClasses) : oneHot(op, labels, numClasses);
}

function requireLabels(op: string, labels: unknown): void {
  if (typeof labels === "object" && labels !== null && ("data" in labels || "length" in labels)) return;
  throw new TypeError(
    `${op}: labels must be class indices or { data, shape }: got ${inWords(labels)}. Call it as mix(batch, labels, rng).`,
  );
}

function copyOf(op: string, { data, shape }: Targets, numClasses: number | undefined): Targets {
  if (numClasses !== undefined && numClasses !== shape[1]) {
    throw new ShapeError(
      `${op}: numClasses is ${numClasses}, but the targets have shape ${formatShape(shape)}. Leave numClasses out.`,
    );
  }
  return { data: data.slice(), shape: [...shape] };
}

function oneHot(op: string, labels: ArrayLike<number>, numClasses: number | undefined): Targets {
  if (numClasses === undefined) {
    throw new RangeError(
      `${op}: class indices need the option numClasses: got none. Say how many there are.`,
    );
  }
  const data = new Float32Array(labels.length * numClasses);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (!Number.isInteger(label) || label < 0 || label >= numClasses) {
      throw new RangeError(
        `${op}: label ${i} is ${label}, which is no class in [0, ${numClasses}). Check numClasses and labels.`,
      );
    }
    data[i * numClasses + label] = 1;
  }
  return { data, shape: [labels.length, numClasses] };
}

/** share·x + (1 − share)·y for each row x and the previous row y. The row before the first one is the last one. */
export function mixedWithPrevious(x: Float32Array, rows: number, share: number): Float32Array {
  const size = x.length / rows;
  const offset = x.length - size;
  return x.map((value, i) => share * value + (1 - share) * (x[(i + offset) % x.length] as number));
}
