import { setImmediate } from "node:timers/promises";

/** Milliseconds that a loop may run without a breath. */
const interval = 50;

/** When this thread last drew breath. Loops may be shorter than the interval: what counts is the time since then. */
let last = performance.now();

/** What a long synchronous loop awaits in each round, so that signals are served now and then. */
export async function breathe(): Promise<void> {
  if (performance.now() - last < interval) return;
  await setImmediate();
  last = performance.now();
}
