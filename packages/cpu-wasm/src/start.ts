import type { Modules } from "./modules/compile.ts";
import type { CheckedOptions } from "./options.ts";
import { WasmBackend } from "./wasm-backend.ts";
import { WasmMachine } from "./wasm-machine.ts";

/**
 * Starts a backend on compiled modules.
 *
 * @param worthSharing See `MachineOptions`.
 */
export function start(
  { modules, build }: Modules,
  options: CheckedOptions,
  worthSharing?: number,
): WasmBackend {
  const { threads, maximumBytes, winograd, shared } = options;
  const machine = new WasmMachine({
    ...{ modules, threads, maximumBytes, winograd, shared },
    relaxed: build !== "baseline",
    tileColumns: build === "wide" ? 16 : 8,
    ...(worthSharing === undefined ? {} : { worthSharing }),
  });
  return new WasmBackend(machine, build);
}
