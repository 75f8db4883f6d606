import type { Backend } from "./backend.ts";
import { requireBackend } from "./checks/require-backend.ts";
import { realmState } from "./realm.ts";
import { referenceBackend } from "./reference.ts";

const current: { backend: Backend | undefined } = realmState({ backend: undefined });

/** Returns the backend of tensors that are made without naming a backend: the one set last, or the reference backend. */
export function defaultBackend(): Backend {
  return current.backend ?? referenceBackend;
}

/**
 * Sets the backend of tensors that are made without naming a backend. This changes where ops run, not their results.
 *
 * @throws {TypeError} If it is not a backend, such as a promise that was not awaited.
 */
export function setDefaultBackend(backend: Backend): void {
  requireBackend("setDefaultBackend", backend);
  current.backend = backend;
}
