import { defineDataset, type Sample } from "@cambium/data";
import type { Rng } from "@cambium/tensor";

/** What of the data set goes wrong, and how. */
export interface NoisyOptions {
  readonly length: number;
  /** This sample fails. */
  readonly fails?: number;
  /** This sample ends its thread. */
  readonly dies?: number;
  /** This sample comes as a promise that ends its thread. */
  readonly diesLater?: number;
  /** This sample takes a second. */
  readonly slow?: number;
  /** Counts samples made, in shared memory. */
  readonly made?: Int32Array;
}

/** Sample i is [i, a random number], and its target i. */
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
