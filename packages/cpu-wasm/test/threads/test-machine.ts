import asc from "assemblyscript/asc";
import { WasmMachine } from "../../src/wasm-machine.ts";

/** Kernels that show the work of threads. */
const source = `
/** Counts each task in a table, and works for a while. */
export function count(params: usize, first: i32, last: i32, scratch: usize): void {
  const table = <usize>load<u32>(params);
  const work = load<i32>(params, 4);
  for (let task = first; task < last; task++) {
    let sum: f64 = 0;
    for (let i = 0; i < work; i++) sum += Math.sqrt(<f64>i);
    store<i32>(table + (<usize>task << 2), load<i32>(table + (<usize>task << 2)) + 1 + <i32>(sum < 0));
  }
}
/** Fails at task params[0]. */
export function fail(params: usize, first: i32, last: i32, scratch: usize): void {
  for (let task = first; task < last; task++) if (task == load<i32>(params)) unreachable();
}
/** Never ends on a worker, whose scratch memory follows that of the main thread. */
export function hang(params: usize, first: i32, last: i32, scratch: usize): void {
  let i = 0;
  while (scratch > 4096) store<i32>(scratch, i++);
  for (; i < 1000000; i++) store<i32>(scratch, i);
}`;

const compiled = await asc.compileString(source, {
  optimizeLevel: 3,
  runtime: "stub",
  importMemory: true,
  sharedMemory: true,
  maximumMemory: 65536,
  enable: ["threads"],
});

/** Creates a machine with the kernels count, fail and hang. */
export async function makeTestMachine(threads: number, lostAfter?: number): Promise<WasmMachine> {
  const bytes = Uint8Array.from(compiled.binary!);
  const machine = new WasmMachine({
    modules: [await WebAssembly.compile(bytes)],
    threads,
    maximumBytes: 2 ** 28,
    relaxed: false,
    winograd: true,
    tileColumns: 8,
    shared: true,
    ...(lostAfter === undefined ? {} : { lostAfter }),
  });
  await machine.ready;
  return machine;
}

/** Compiles the kernels to a module whose kernel `run` counts. */
export async function countAsRun(): Promise<Uint8Array<ArrayBuffer>> {
  const { binary } = await asc.compileString(source.replace("function count", "function run"), {
    optimizeLevel: 3,
    runtime: "stub",
    importMemory: true,
    sharedMemory: true,
    maximumMemory: 65536,
    enable: ["threads"],
  });
  return Uint8Array.from(binary!);
}
