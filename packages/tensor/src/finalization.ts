import type { Backend } from "./backend.ts";
import { discountTensor, releaseStorage } from "./memory.ts";
import type { Storage, View } from "./view.ts";

/** The parts of a tensor that are needed to watch it. */
interface Collectable {
  readonly view: View;
  readonly backend: Backend;
  readonly origin: string;
}

/** The parts of a collected tensor that are needed to free its memory. */
interface Remains {
  readonly storage: Storage;
  readonly backend: Backend;
  readonly origin: string;
}

/** A script may leave a few tensors to the collector. This many come from a loop. */
const MANY_DROPPED = 100;
const MANY_ALIVE = 1000;

let alive = 0;
let dropped = 0;
let warned = false;

function warnOnce(what: string, origin: string): void {
  if (warned) return;
  warned = true;
  console.warn(
    `@cambium/tensor: ${what}, the last made by ${origin}. Wrap each step in scope(() => …): ` +
      "the garbage collector does not run inside a loop.",
  );
}

/** Last resort for tensors that no scope owns: frees those that were dropped without `dispose`. */
const registry = new FinalizationRegistry<Remains>(({ storage, backend, origin }) => {
  alive--;
  discountTensor();
  releaseStorage(storage, backend);
  if (++dropped === MANY_DROPPED) warnOnce(`${dropped} tensors were dropped without dispose()`, origin);
});

/** Watches a tensor that no scope owns. */
export function freeWhenCollected(tensor: Collectable): void {
  const { view, backend, origin } = tensor;
  registry.register(tensor, { storage: view.storage, backend, origin }, tensor);
  if (++alive === MANY_ALIVE) warnOnce(`${alive} tensors are alive that no scope owns`, origin);
}

/** Ends watching a tensor that was disposed, or that a scope took over. */
export function stopWatching(tensor: Collectable): void {
  alive--;
  registry.unregister(tensor);
}
