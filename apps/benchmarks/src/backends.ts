import type { Backend } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";

/** How to make each backend that `--backend` names. */
export const backends = {
  reference: createReferenceBackend,
} as const satisfies Record<string, () => Backend | Promise<Backend>>;

/** A name for `--backend`. */
export type BackendName = keyof typeof backends;
