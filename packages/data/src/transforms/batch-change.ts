import type { Rng, Shape } from "@cambium/tensor";
import type { Sample, ShapedValue } from "../datasets/values.ts";

/** The values of one field of all samples of a batch, as they are: bytes stay bytes. */
export interface Joined<Data = ShapedValue["data"]> {
  /** The numbers of one sample after those of another. */
  readonly data: Data;
  /** [samples, ...sizes of one value]. */
  readonly shape: Shape;
}

/** A batch before it becomes tensors. */
export interface JoinedBatch<Each extends Sample = Sample> {
  /** The inputs. */
  readonly x: Each["x"] extends ShapedValue ? Joined<Each["x"]["data"]> : Joined;
  /** The targets; class indices are int32. */
  readonly y: Joined;
}

/** What becomes of a batch: as many samples, of any sizes. */
export interface ChangedBatch {
  /** The inputs, [samples, ...]. Bytes of images, [samples, channels, height, width], become float32 from 0 to 1. */
  readonly x: ShapedValue;
  /** The targets, [samples, ...]. */
  readonly y: ShapedValue;
}

/** Changes a batch. */
export type BatchChange<Each extends Sample = Sample> = (
  batch: JoinedBatch<Each>,
  rng: Rng,
) => ChangedBatch | Promise<ChangedBatch>;
