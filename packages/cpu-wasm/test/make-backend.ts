import { checkWasmOptions } from "../src/check-options.ts";
import { fromFile } from "../src/files.ts";
import { compileModules } from "../src/modules/compile.ts";
import type { WasmOptions } from "../src/options.ts";
import { start } from "../src/start.ts";
import type { WasmBackend } from "../src/wasm-backend.ts";

/** Creates a backend that shares every launch of several tasks among its threads, after all of them have started. */
export async function makeSharingBackend(options: WasmOptions): Promise<WasmBackend> {
  const checked = checkWasmOptions(options);
  const backend = start(await compileModules(fromFile, checked), checked, 0);
  await backend.ready;
  return backend;
}
