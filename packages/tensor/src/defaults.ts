import type { Backend } from "./backend.ts";
import { referenceBackend } from "./reference.ts";
import { state } from "./state.ts";

/** The backend of tensors that are made without naming one: the one set last, else the reference backend. */
export function defaultBackend(): Backend {
  return state.defaultBackend ?? referenceBackend;
}

/** Sets the backend of tensors that are made without naming one. Changes where work is done, never its result. */
export function setDefaultBackend(backend: Backend): void {
  state.defaultBackend = backend;
}
