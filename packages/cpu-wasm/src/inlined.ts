/**
 * What `@cambium/cpu-wasm/inlined` exports: the same, with the WebAssembly as part of the code.
 *
 * @module inlined
 */

import { createFrom } from "./create.ts";
import { fromText } from "./modules/from-text.ts";
import type { WasmOptions } from "./options.ts";
import type { WasmBackend } from "./wasm-backend.ts";

export type { HeapUse } from "./memory/heap-use.ts";
export type { MatrixBuild } from "./modules/source.ts";
export type { WasmOptions } from "./options.ts";
export type { WasmStorage, WasmView } from "./storage.ts";
export type { WasmBackend } from "./wasm-backend.ts";

/**
 * As of the main entry, for bundlers that lose the `.wasm` files: makes a backend that computes with WebAssembly SIMD on all processors: float32, int32 and bool.
 *
 * @param options Defaults: as many threads as processors where memory can be shared, up to 4 GiB of memory, relaxed SIMD
 *   where there is, not wide.
 * @throws {RangeError} If an option is out of range.
 * @throws {BackendError} If the engine has no SIMD, a file cannot be loaded, there is no address space, or threads or `wide`
 *   are asked for where they do not exist.
 * @example
 * setDefaultBackend(await createWasmBackend());
 */
export function createWasmBackend(options: WasmOptions = {}): Promise<WasmBackend> {
  return createFrom(fromText, options);
}
