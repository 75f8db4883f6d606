import type { Rng, Shape } from "@cambium/tensor";
import type { Sample, ShapedValue } from "../datasets/values.ts";

/** Values of one field of a batch, without conversion: bytes stay bytes. */
export interface Joined<Data = ShapedValue["data"]> {
  /** Elements of all samples, concatenated. */
  readonly data: Data;
  /** [samples, ...shape of one value]. */
  readonly shape: Shape;
}

/** A batch before it becomes tensors. */
export interface JoinedBatch<Each extends Sample = Sample> {
  /** Inputs. */
  readonly x: Each["x"] extends ShapedValue ? Joined<Each["x"]["data"]> : Joined;
  /** Targets; class indices are int32. */
  readonly y: Joined;
}

/** A changed batch, with the same number of samples and any shapes. */
export interface ChangedBatch {
  /** Inputs, [samples, ...]. Bytes of images, [samples, channels, height, width], become float32 in [0, 1]. */
  readonly x: ShapedValue;
  /** Targets, [samples, ...]. */
  readonly y: ShapedValue;
}

/** Function that changes a batch. */
export type BatchChange<Each extends Sample = Sample> = (
  batch: JoinedBatch<Each>,
  rng: Rng,
) => ChangedBatch | Promise<ChangedBatch>;
