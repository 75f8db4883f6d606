import { compileModules, type Modules } from "../modules/compile.ts";
import type { ModuleSource } from "../modules/source.ts";
import type { CheckedOptions } from "../options.ts";
import { start } from "../start.ts";
import type { WasmBackend } from "../wasm-backend.ts";
import { firstDifference, runSelfTest } from "./self-test.ts";

/**
 * A backend whose code V8 has widened, if it computes what the ordinary build does; otherwise, after a warning, one of
 * the ordinary build.
 */
export async function startWide(source: ModuleSource, options: CheckedOptions): Promise<WasmBackend> {
  const ordinary = await compileModules(source, options);
  const single = { ...options, threads: 1 };
  const wanted = runSelfTest(start(ordinary, single));
  const wide = await wideModules(source);
  const difference = wide ? firstDifference(testOptimised(wide, single), wanted) : "no relaxed SIMD";
  if (wide && difference === undefined) return start(wide, options);
  setFlag("--no-experimental-wasm-revectorize");
  console.warn(
    `@cambium/cpu-wasm: wide was asked for, but its self-test failed (${difference}): the ordinary build runs instead.`,
  );
  return start(ordinary, options);
}

/** The modules, compiled under the flag; the flag stays, because V8 optimises functions later. */
async function wideModules(source: ModuleSource): Promise<Modules | undefined> {
  setFlag("--experimental-wasm-revectorize");
  const bytes = await source("matrixWide");
  if (!WebAssembly.validate(bytes)) return undefined;
  const modules = [await source("general"), bytes].map((each) => new WebAssembly.Module(renamed(each)));
  return { modules, build: "wide" };
}

/** Runs the self-test with the optimising compiler only, so that what is tested is what will run. */
function testOptimised(wide: Modules, options: CheckedOptions): ReturnType<typeof runSelfTest> {
  setFlag("--no-liftoff");
  try {
    return runSelfTest(start(wide, options));
  } finally {
    setFlag("--liftoff");
  }
}

/** The same module with an empty custom section: V8 would otherwise reuse code that it compiled without the flag. */
function renamed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const customSection = [0, 2, 1, "w".charCodeAt(0)];
  return Uint8Array.from([...bytes, ...customSection]);
}

function setFlag(flag: string): void {
  globalThis.process.getBuiltinModule("node:v8").setFlagsFromString(flag);
}
