import { scope, type Tensor } from "@cambium/tensor";
import type { Harness } from "./harness.ts";

/** Answer to a workload whose single call is timed. */
export interface Timed {
  /** One timed call, complete when it returns. */
  once(): unknown;
  /** The number that is compared with PyTorch's. Runs once, before timing. */
  check(): number;
}

/** Answer to a workload of training steps. */
export interface Trained {
  /** Training step `i` on batch `i` modulo the number of batches. Returns its loss. */
  step(i: number): number;
}

/** Answer whose call frees its results. The check projects them to a number. */
export function timed({ project }: Harness, compute: () => Tensor | readonly Tensor[]): Timed {
  const projected = () => [compute()].flat().reduce((sum, result) => sum + project(result.dataSync()), 0);
  return {
    once: () => scope(() => void compute()),
    check: () => scope(projected),
  };
}

/** Answer whose call ends with an array of numbers. The check projects them to one number. */
export function timedRead({ project }: Harness, read: () => ArrayLike<number>): Timed {
  return { once: read, check: () => project(read()) };
}
