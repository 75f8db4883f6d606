import type { Modules } from "./modules/compile.ts";
import type { CheckedOptions } from "./options.ts";
import { WasmBackend } from "./wasm-backend.ts";
import { WasmMachine } from "./wasm-machine.ts";

/** A backend on compiled modules. */
export function start({ modules, build }: Modules, options: CheckedOptions): WasmBackend {
  const { threads, maximumBytes, shared } = options;
  const relaxed = build !== "baseline";
  const tileColumns = build === "wide" ? 16 : 8;
  const machine = new WasmMachine({ modules, threads, maximumBytes, shared, relaxed, tileColumns });
  return new WasmBackend(machine, threads, build);
}
