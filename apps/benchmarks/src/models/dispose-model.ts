import type { Layer } from "@cambium/layers";
import { buffers, parameters } from "@cambium/module";

/** Frees the parameters and buffers of a model that is no longer used. */
export function disposeModel(model: Layer): void {
  for (const { value } of Object.values({ ...parameters(model), ...buffers(model) })) value.dispose();
}
