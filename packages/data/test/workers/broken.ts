import { isMainThread } from "node:worker_threads";
import { defineDataset } from "@cambium/data";

/** Data set that can only be created in the main thread. */
export default defineDataset(() => {
  if (!isMainThread) throw new Error("no room here");
  return { length: 4, get: (index: number) => ({ x: index, y: index }) };
});
