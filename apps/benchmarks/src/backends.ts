import { createWasmBackend, type WasmOptions } from "@cambium/cpu-wasm";
import type { Backend } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";

/** A backend that may hold threads and memory until it is disposed. */
export type MadeBackend = Backend & { readonly dispose?: () => void };

/** Makes a backend with a number of threads, by default the number that it chooses itself. */
type Maker = (threads?: number) => MadeBackend | Promise<MadeBackend>;

const wasm =
  (options: WasmOptions): Maker =>
  (threads) =>
    createWasmBackend(threads === undefined ? options : { ...options, threads });

/** Backends by the names of `--backend`. The wide one is the last because it changes V8 for the whole process. */
export const backends = {
  reference: createReferenceBackend,
  "cpu-wasm-baseline": wasm({ relaxed: false }),
  "cpu-wasm-direct": wasm({ winograd: false }),
  "cpu-wasm": wasm({}),
  "cpu-wasm-wide": wasm({ wide: true }),
} as const satisfies Record<string, Maker>;

/** Name of a backend. */
export type BackendName = keyof typeof backends;
