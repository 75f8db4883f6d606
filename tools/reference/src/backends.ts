import { createWasmBackend } from "@cambium/cpu-wasm";
import type { Backend } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import type { FloatType } from "./operation.ts";

/** A backend to compute cases on. */
interface BackendChoice {
  readonly make: () => Backend | Promise<Backend>;
  /** Default of `--dtype`. */
  readonly dtype: FloatType;
}

/** Backends by their name for `--backend`. */
export const backends = {
  reference: { make: createReferenceBackend, dtype: "float64" },
  "cpu-wasm": { make: () => createWasmBackend(), dtype: "float32" },
} as const satisfies Record<string, BackendChoice>;

/** A name for `--backend`. */
export type BackendName = keyof typeof backends;
