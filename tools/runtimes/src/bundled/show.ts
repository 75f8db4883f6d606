import type { createWasmBackend } from "@cambium/cpu-wasm";
import { type Trained, train } from "../train.ts";
import { workersHelp } from "../workers-help.ts";

/** Output of a bundled program, as JSON. */
export interface Shown extends Trained {
  readonly workersHelp: boolean;
}

/** Trains on two threads and prints the results. */
export async function show(create: typeof createWasmBackend): Promise<void> {
  const backend = await create({ threads: 2 });
  await backend.ready;
  const shown: Shown = { ...train(backend), workersHelp: workersHelp(backend) };
  console.log(JSON.stringify(shown));
}
