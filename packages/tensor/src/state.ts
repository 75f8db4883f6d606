import type { Backend } from "./backend.ts";
import { BackendError } from "./errors.ts";
import type { Recorder } from "./recorder.ts";
import type { Scope } from "./scope.ts";

/** Everything of this package that is not a value: who listens, which scope is open, what is alive. */
export interface State {
  recorders: readonly Recorder[];
  scope: Scope | undefined;
  defaultBackend: Backend | undefined;
  tensors: number;
  bytes: number;
  peakBytes: number;
}

/** The name under which the one copy of this package in a realm leaves its address. */
const mark = Symbol.for("@cambium/tensor");

/**
 * Makes the state, once. Two copies of the package would have two sets of recorders, and gradients would silently
 * be zero.
 */
function claim(address: string): State {
  const realm = globalThis as { [mark]?: string };
  const other = realm[mark];
  if (other !== undefined) {
    throw new BackendError(
      `@cambium/tensor: two copies are loaded: ${other} and ${address}. ` +
        "It is a peer dependency: install one copy.",
    );
  }
  realm[mark] = address;
  return { recorders: [], scope: undefined, defaultBackend: undefined, tensors: 0, bytes: 0, peakBytes: 0 };
}

export const state: State = claim(import.meta.url);
