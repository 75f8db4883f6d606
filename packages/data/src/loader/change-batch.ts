import { Rng } from "@cambium/tensor";
import { joinField, separateField } from "../batching/joining.ts";
import type { Sample } from "../datasets/values.ts";
import { DataError } from "../errors.ts";
import type { BatchChange, ChangedBatch } from "../transforms/batch-change.ts";

import type { FieldLayouts, RawBatch } from "./raw-batch.ts";

/** Context of a change of a batch. */
export interface ChangeContext {
  /** Index of each sample. */
  readonly indices: Uint32Array;
  /** Rng of the loader. Without one, the change depends only on the number of the batch. */
  readonly rng: Rng | undefined;
  readonly epoch: number;
  /** Number of the batch in its epoch. */
  readonly number: number;
  readonly layouts: FieldLayouts;
}

/**
 * Joins samples to a batch, and applies the change.
 *
 * @throws {DataError} If the change fails, or does not return a batch of the same number of samples.
 */
export async function changeBatch(
  change: BatchChange,
  samples: readonly Sample[],
  { indices, rng, epoch, number, layouts }: ChangeContext,
): Promise<RawBatch> {
  const batch = { x: joinField("x", samples, indices), y: joinField("y", samples, indices) };
  const own = rng ? rng.fork("batch").fork(epoch) : new Rng(0);
  let changed: ChangedBatch;
  try {
    changed = await change(batch, own.fork(number));
  } catch (cause) {
    throw new DataError(`loader: batch ${number} cannot be changed: ${reasonOf(cause)}`, { cause });
  }
  const count = samples.length;
  return {
    x: separateField("x", changed?.x, count, layouts.x),
    y: separateField("y", changed?.y, count, layouts.y),
  };
}

function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replace(/\.?$/, ".");
}
