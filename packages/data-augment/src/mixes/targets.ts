import { formatShape, type Rng, ShapeError } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import type { Image } from "../image/image.ts";

/** Soft targets: for each image of a batch, what share of it belongs to each class. */
export interface Targets {
  /** Row-major. */
  readonly data: Float32Array;
  /** [n, classes]. */
  readonly shape: readonly number[];
}

/** What is known of the images of a batch: class indices, or targets that are soft already. */
export type Labels = ArrayLike<number> | Targets;

/** A batch of images that were mixed, and what they are now. */
export interface MixedBatch {
  /** Shape [n, channels, height, width]. */
  readonly images: Image;
  /** Shape [n, classes]. */
  readonly targets: Targets;
}

/** Mixes the images of a batch with one another. Neither batch nor labels are changed. */
export type BatchMix = (batch: Image, labels: Labels, rng: Rng) => MixedBatch;

/** Options of mixes. */
export interface MixOptions {
  /** α of the distribution Beta(α, α) that shares are drawn from; above 0. Default: 1, which makes all shares equally likely. */
  readonly alpha?: number;
  /** How many classes there are. Not needed if labels are soft. */
  readonly numClasses?: number;
}

/**
 * Labels as soft targets, in memory that nothing else uses.
 *
 * @throws {ShapeError} If there is not one label for each image.
 * @throws {RangeError} If a label is no class, or the number of classes is missing.
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

/** share·x + (1 − share)·y of each row and the one before it, the first one's being the last. */
export function mixedWithPrevious(x: Float32Array, rows: number, share: number): Float32Array {
  const size = x.length / rows;
  const offset = x.length - size;
  return x.map((value, i) => share * value + (1 - share) * (x[(i + offset) % x.length] as number));
}
