import { isMainThread } from "node:worker_threads";
import { defineDataset } from "@cambium/data";

/** Can be made in the main thread only. */
export default defineDataset(() => {
  if (!isMainThread) throw new Error("no room here");
  return { length: 4, get: (index: number) => ({ x: index, y: index }) };
});
