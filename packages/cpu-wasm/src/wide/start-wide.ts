import { compileModules, type Modules } from "../modules/compile.ts";
import type { ModuleSource } from "../modules/source.ts";
import type { CheckedOptions } from "../options.ts";
import { start } from "../start.ts";
import type { WasmBackend } from "../wasm-backend.ts";
import { firstDifference, runSelfTest } from "./self-test.ts";

/**
 * Starts a backend whose code V8 widens, if its results agree with those of the ordinary build. Otherwise it warns and starts the
 * ordinary build.
 */
export async function startWide(source: ModuleSource, options: CheckedOptions): Promise<WasmBackend> {
  const ordinary = await compileModules(source, options);
  const single = { ...options, threads: 1 };
  const wanted = runSelfTest(start(ordinary, single));
  const wide = await wideModules(source);
  const difference = wide ? firstDifference(testOptimized(wide, single), wanted) : "no relaxed SIMD";
  if (wide && difference === undefined) return start(wide, options);
  setFlags("--no-experimental-wasm-revectorize");
  console.warn(
    `@cambium/cpu-wasm: wide was asked for, but its self-test failed (${difference}): the ordinary build runs instead.`,
  );
  return start(ordinary, options);
}

/**
 * Compiles the modules under V8's flag. The flag stays set, because V8 optimizes functions only after they have run for a
 * while. Here it optimizes them almost immediately, so that the self-test runs the code that will be used.
 */
async function wideModules(source: ModuleSource): Promise<Modules | undefined> {
  const [general, matrix] = [await source("general"), await source("matrixWide")];
  if (!WebAssembly.validate(matrix)) return undefined;
  setFlags("--experimental-wasm-revectorize", "--wasm-tiering-budget=1000");
  try {
    const modules = [general, matrix].map((each) => new WebAssembly.Module(renamed(each)));
    return { modules, build: "wide" };
  } finally {
    setFlags("--wasm-tiering-budget=13000000");
  }
}

/** Runs the self-test once so that V8 optimizes all functions, and returns the results of a second run. */
function testOptimized(wide: Modules, options: CheckedOptions): ReturnType<typeof runSelfTest> {
  setFlags("--wasm-sync-tier-up");
  try {
    runSelfTest(start(wide, options));
    return runSelfTest(start(wide, options));
  } finally {
    setFlags("--no-wasm-sync-tier-up");
  }
}

/** Adds an empty custom section to a module. Otherwise V8 would reuse code that it compiled without the flag. */
function renamed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const customSection = [0, 2, 1, "w".charCodeAt(0)];
  return Uint8Array.from([...bytes, ...customSection]);
}

function setFlags(...flags: readonly string[]): void {
  const v8 = globalThis.process.getBuiltinModule("node:v8");
  for (const flag of flags) v8.setFlagsFromString(flag);
}
