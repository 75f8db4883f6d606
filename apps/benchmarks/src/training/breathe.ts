import { setImmediate } from "node:timers/promises";

/** Milliseconds between two breaks. */
const interval = 50;

/** Time of the last break of this thread. It is shared by all loops, because a loop may be shorter than the interval. */
let last = performance.now();

/** Takes a break if one is due. Long synchronous loops await it in each iteration, so that signals are handled. */
export async function breathe(): Promise<void> {
  if (performance.now() - last < interval) return;
  await setImmediate();
  last = performance.now();
}
