import { BackendError } from "@cambium/tensor";
import { withUnsharedMemory } from "../memory/unshared.ts";
import type { CheckedOptions } from "../options.ts";
import type { MatrixBuild, ModuleName, ModuleSource } from "./source.ts";

/** Compiled modules of a backend. */
export interface Modules {
  readonly modules: readonly WebAssembly.Module[];
  /** Build of the matrix kernels. */
  readonly build: MatrixBuild;
}

/** Compiles the general kernels and the fastest build of the matrix kernels that the engine supports. */
export async function compileModules(source: ModuleSource, options: CheckedOptions): Promise<Modules> {
  const [general, relaxed] = await Promise.all([
    compiled(source, "general", options.shared),
    options.relaxed ? relaxedMatrix(source, options.shared) : undefined,
  ]);
  if (relaxed) return { modules: [general, relaxed], build: "relaxed" };
  return { modules: [general, await compiled(source, "matrix", options.shared)], build: "baseline" };
}

/** Matrix kernels with relaxed SIMD, or undefined if the engine has none. */
async function relaxedMatrix(source: ModuleSource, shared: boolean): Promise<WebAssembly.Module | undefined> {
  const bytes = await source("matrixRelaxed");
  return WebAssembly.validate(bytes) ? compile("matrixRelaxed", bytes, shared) : undefined;
}

async function compiled(
  source: ModuleSource,
  name: ModuleName,
  shared: boolean,
): Promise<WebAssembly.Module> {
  const bytes = await source(name);
  if (!WebAssembly.validate(bytes)) {
    throw new BackendError(
      `cpu-wasm: this engine does not take ${name}.wasm: it needs WebAssembly with SIMD. Use a newer browser or runtime, ` +
        "or the reference backend.",
    );
  }
  return compile(name, bytes, shared);
}

async function compile(
  name: ModuleName,
  bytes: Uint8Array<ArrayBuffer>,
  shared: boolean,
): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(shared ? bytes : withUnsharedMemory(bytes));
  } catch (error) {
    throw new BackendError(
      `cpu-wasm: cannot compile ${name}.wasm: ${(error as Error).message}. In a page with a Content-Security-Policy, allow it with ` +
        "\"script-src 'wasm-unsafe-eval'\"; without it, the reference backend (@cambium/tensor/reference) runs.",
      { cause: error },
    );
  }
}
