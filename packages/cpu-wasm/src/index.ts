/**
 * Main entry of `@cambium/cpu-wasm`.
 *
 * @module index
 */

import { createFrom } from "./create.ts";
import { fromFile } from "./files.ts";
import type { WasmOptions } from "./options.ts";
import type { WasmBackend } from "./wasm-backend.ts";

export type { HeapUse } from "./memory/heap-use.ts";
export type { MatrixBuild } from "./modules/source.ts";
export type { WasmOptions } from "./options.ts";
export type { WasmStorage, WasmView } from "./storage.ts";
export type { WasmBackend } from "./wasm-backend.ts";

/**
 * Creates a backend that computes with WebAssembly SIMD on all processors, for float32, int32 and bool.
 *
 * @param options Defaults: one thread per processor (one thread if memory cannot be shared), up to 4 GiB of memory, relaxed SIMD
 *   if the engine has it, and not wide.
 * @throws {TypeError} If an option does not exist.
 * @throws {RangeError} If an option is out of range.
 * @throws {BackendError} If the engine has no SIMD, WebAssembly is not allowed, a file cannot be loaded, there is no address space, or threads or `wide`
 *   are requested where they are not available.
 * @example
 * setDefaultBackend(await createWasmBackend());
 */
export function createWasmBackend(options: WasmOptions = {}): Promise<WasmBackend> {
  return createFrom(fromFile, options);
}
