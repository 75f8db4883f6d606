import { defaultBackend, setDefaultBackend } from "@cambium/tensor";
import { type BackendName, backends, type MadeBackend } from "../backends.ts";
import type { BenchmarkCase, Suite } from "./case.ts";
import { measurePair, type PairTimes } from "./measure.ts";

/** Times of one case on each measured backend. */
export interface CaseTimes {
  readonly name: string;
  readonly flops: number | undefined;
  readonly times: PairTimes[];
}

/** Suites to measure, by name. */
export type Chosen = ReadonlyMap<string, Suite>;

/** Times of every case, by the name of its suite. */
export type SuiteTimes = ReadonlyMap<string, readonly CaseTimes[]>;

/** Options of {@link runSuites}. */
interface RunOptions {
  /** Number of threads to compute with, by default the number of processors. */
  readonly threads: number | undefined;
  /** Time for each side of a case. */
  readonly milliseconds: number;
  /** Called with the name of each backend before it is measured. */
  readonly onBackend: (name: BackendName) => void;
}

/**
 * Measures suites, one backend after another, so that a backend that changes the engine for the whole process can be the
 * last.
 */
export async function runSuites(
  chosen: Chosen,
  wanted: readonly BackendName[],
  options: RunOptions,
): Promise<SuiteTimes> {
  const all = new Map<string, CaseTimes[]>([...chosen.keys()].map((name) => [name, []]));
  for (const [index, backendName] of wanted.entries()) {
    options.onBackend(backendName);
    const measured = [...chosen].filter(([, suite]) => index === 0 || suite.onEachBackend);
    await withBackend(await backends[backendName](options.threads), async () => {
      for (const [name, suite] of measured) await runSuite(suite, all.get(name)!, options.milliseconds);
    });
  }
  return all;
}

/** Runs a function with a default backend, and disposes the backend afterwards. */
async function withBackend(backend: MadeBackend, run: () => Promise<void>): Promise<void> {
  const before = defaultBackend();
  setDefaultBackend(backend);
  try {
    await run();
  } finally {
    setDefaultBackend(before);
    backend.dispose?.();
  }
}

/** Measures the cases of a suite on the default backend, and adds their times. */
async function runSuite(suite: Suite, known: CaseTimes[], milliseconds: number): Promise<void> {
  for (const [index, benchmark] of suite.cases().entries()) {
    known[index] ??= { name: benchmark.name, flops: benchmark.flops, times: [] };
    known[index].times.push(await runCase(benchmark, milliseconds));
  }
}

async function runCase({ plain, cambium, close }: BenchmarkCase, milliseconds: number): Promise<PairTimes> {
  try {
    return await measurePair(plain, cambium, milliseconds);
  } finally {
    await close?.();
  }
}
