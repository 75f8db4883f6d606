import { isMainThread } from "node:worker_threads";
import { defineDataset } from "@cambium/data";

/** Data set with fewer samples in workers than in the main thread. */
export default defineDataset(() => ({
  length: isMainThread ? 5 : 4,
  get: (index: number) => ({ x: index, y: index }),
}));
