import { createWasmBackend, type WasmBackend } from "@cambium/cpu-wasm";
import { createWasmBackend as createInlined } from "@cambium/cpu-wasm/inlined";
import { type Trained, train } from "./train.ts";
import { workersHelp } from "./workers-help.ts";

/** Output of the program, as JSON. */
export interface Findings {
  /** Results of training, by the kind of backend. */
  readonly trained: Readonly<Record<string, Trained>>;
  /** True if workers take part in the work. */
  readonly workersHelp: boolean;
  /** Build that `wide` selected, or the error message. */
  readonly wide: string;
}

const backends: Readonly<Record<string, WasmBackend>> = {
  "baseline, 1 thread": await createWasmBackend({ relaxed: false, threads: 1 }),
  "baseline, 2 threads": await createWasmBackend({ relaxed: false, threads: 2 }),
  "relaxed, 1 thread": await createWasmBackend({ threads: 1 }),
  "relaxed, 2 threads": await createWasmBackend({ threads: 2 }),
  "relaxed, 2 threads, inlined": await createInlined({ threads: 2 }),
};
await Promise.all(Object.values(backends).map((backend) => backend.ready));

const findings: Findings = {
  trained: Object.fromEntries(Object.entries(backends).map(([name, backend]) => [name, train(backend)])),
  workersHelp: workersHelp(backends["relaxed, 2 threads"]!),
  wide: await createWasmBackend({ wide: true }).then(
    ({ build }) => build,
    ({ message }) => message,
  ),
};
console.log(JSON.stringify(findings));

// The process must end by itself with all kinds of workers: disposed or not, ready or still starting.
backends["relaxed, 2 threads"]!.dispose();
(await createInlined({ threads: 2 })).dispose();
await createInlined({ threads: 2 });
