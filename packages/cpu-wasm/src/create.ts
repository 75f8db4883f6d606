import { checkWasmOptions } from "./check-options.ts";
import { compileModules } from "./modules/compile.ts";
import type { ModuleSource } from "./modules/source.ts";
import type { WasmOptions } from "./options.ts";
import { start } from "./start.ts";
import type { WasmBackend } from "./wasm-backend.ts";
import { startWide } from "./wide/start-wide.ts";

/** Creates a backend from the modules of a source. */
export async function createFrom(source: ModuleSource, options: WasmOptions): Promise<WasmBackend> {
  const checked = checkWasmOptions(options);
  if (checked.wide) return startWide(source, checked);
  return start(await compileModules(source, checked), checked);
}
