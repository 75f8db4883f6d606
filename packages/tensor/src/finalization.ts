import type { Backend } from "./backend.ts";
import { state } from "./state.ts";
import { releaseStorage, type Tensor } from "./tensor.ts";
import type { Storage } from "./view.ts";

/** What is needed to clean up after a tensor that is gone. */
interface Remains {
  readonly storage: Storage;
  readonly backend: Backend;
  readonly origin: string;
}

let warned = false;

/** The last resort for tensors that no scope owns: frees what was dropped without `dispose`, and says so once. */
const registry = new FinalizationRegistry<Remains>(({ storage, backend, origin }) => {
  state.tensors--;
  releaseStorage(storage, backend);
  if (warned) return;
  warned = true;
  console.warn(
    `@cambium/tensor: a tensor made by ${origin} was dropped without dispose(). The garbage collector found it, ` +
      "but it does not run inside a loop, so memory can grow: wrap the work in scope(() => …).",
  );
});

/** Watches a tensor that no scope owns. */
export function freeWhenCollected(tensor: Tensor): void {
  const { view, backend, origin } = tensor;
  tensor.watched = true;
  registry.register(tensor, { storage: view.storage, backend, origin }, tensor);
}

/** The tensor was disposed, or a scope took it over. */
export function stopWatching(tensor: Tensor): void {
  tensor.watched = false;
  registry.unregister(tensor);
}
