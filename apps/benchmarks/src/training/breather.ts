import { setImmediate } from "node:timers/promises";

/** Milliseconds that a loop may run without a breath. */
const interval = 50;

/** Returns what a long synchronous loop awaits in each round, so that signals are served now and then. */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < interval) return;
    await setImmediate();
    last = performance.now();
  };
}
