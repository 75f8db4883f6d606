import { defineDataset, type Sample } from "@cambium/data";
import type { Rng } from "@cambium/tensor";

/** Samples that fail, and how. */
export interface NoisyOptions {
  readonly length: number;
  /** Sample that throws. */
  readonly fails?: number;
  /** Sample that ends its thread. */
  readonly dies?: number;
  /** Sample that is a promise and ends its thread. */
  readonly diesLater?: number;
  /** Sample that takes a second. */
  readonly slow?: number;
  /** Counter of samples in shared memory. */
  readonly made?: Int32Array;
}

/** Data set in which sample i is [i, a random number], with target i. */
export default defineDataset(({ length, fails, dies, diesLater, slow, made }: NoisyOptions) => ({
  length,
  get(index: number, rng?: Rng): Sample | Promise<Sample> {
    if (made) Atomics.add(made, 0, 1);
    if (index === fails) throw new Error("the disk is full");
    if (index === dies) process.exit(3);
    if (index === diesLater) return new Promise(() => setTimeout(() => process.exit(4), 1));
    const sample = { x: Float32Array.of(index, rng?.uniform() ?? -1), y: index };
    if (index === slow) return new Promise((resolve) => setTimeout(() => resolve(sample), 1000));
    return sample;
  },
}));
