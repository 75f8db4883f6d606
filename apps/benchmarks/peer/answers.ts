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

/** One timed call whose results are freed; its check projects the results to a number. */
export function timed({ project }: Harness, compute: () => Tensor | readonly Tensor[]): Timed {
  const projected = () => [compute()].flat().reduce((sum, result) => sum + project(result.dataSync()), 0);
  return {
    once: () => scope(() => void compute()),
    check: () => scope(projected),
  };
}

/** One timed call that ends with numbers in JavaScript; its check projects them to one. */
export function timedRead({ project }: Harness, read: () => ArrayLike<number>): Timed {
  return { once: read, check: () => project(read()) };
}
