import { setDefaultBackend } from "@cambium/tensor";
import Table from "cli-table3";
import { Argument, type Command, Option } from "commander";
import { type BackendName, backends } from "../backends.ts";
import { augmentCases } from "../bench/augment.ts";
import type { BenchmarkCase, Suite } from "../bench/case.ts";
import { dataCases } from "../bench/data.ts";
import { feedingCases } from "../bench/feeding.ts";
import { kernelCases } from "../bench/kernels.ts";
import { measure } from "../bench/measure.ts";
import { overheadCases } from "../bench/overhead.ts";
import { wholeNumber } from "../option-values.ts";
import type { Terminal } from "../terminal.ts";

/** What can be measured, by the name that the command line gives it. */
const suites: Readonly<Record<string, Suite>> = {
  kernels: kernelCases,
  overhead: overheadCases,
  augment: augmentCases,
  data: dataCases,
  feeding: feedingCases,
};

interface BenchOptions {
  readonly backend: readonly BackendName[];
  readonly only?: readonly string[];
  readonly threads?: number;
  readonly time: number;
}

/** Adds the command `bench` to a command line. */
export function addBenchCommand(program: Command, terminal: Terminal): void {
  program
    .command("bench")
    .description("Measures speed of each backend, beside the plainest loop that does the same.")
    .addArgument(
      new Argument("[suites...]", "what to measure (default: everything)").choices(Object.keys(suites)),
    )
    .addOption(new Option("--only <suites...>", "the same as an option").choices(Object.keys(suites)))
    .addOption(
      new Option("--backend <names...>", "what computes (default: all)")
        .choices(Object.keys(backends))
        .default(Object.keys(backends)),
    )
    .option("--threads <count>", "threads to compute with (default: as many as processors)", wholeNumber(1))
    .option("--time <milliseconds>", "how long each side of a case is measured", wholeNumber(1), 300)
    .action(async (names: readonly string[], options: BenchOptions) =>
      bench([...names, ...(options.only ?? [])], options, terminal),
    );
}

/** One case: how long the plain loop takes, and each backend. */
interface Row {
  readonly benchmark: BenchmarkCase;
  readonly plain: number;
  readonly seconds: number[];
}

async function bench(
  names: readonly string[],
  { backend: wanted, threads, time }: BenchOptions,
  { out }: Terminal,
): Promise<void> {
  const rows = new Map<string, Row>();
  for (const name of wanted) {
    setDefaultBackend(await backends[name](threads));
    for (const benchmark of (names.length > 0 ? names : Object.keys(suites)).flatMap((suite) =>
      suites[suite]!(),
    )) {
      const known = rows.get(benchmark.name);
      const row = known ?? { benchmark, plain: await measure(benchmark.plain, time), seconds: [] };
      row.seconds.push(await measure(benchmark.cambium, time));
      await benchmark.close?.();
      rows.set(benchmark.name, row);
    }
  }
  const table = new Table({
    head: ["case", "plain loop", ...wanted],
    style: { head: [], border: [] },
    colAligns: ["left", ...Array(wanted.length + 1).fill("right")],
  });
  table.push(...[...rows.values()].map(cells));
  out.write(
    `${table}\nMedian time of one call; GFLOP/s where products count; times as fast as the plain loop.\n`,
  );
}

function cells({ benchmark, plain, seconds }: Row): string[] {
  const rate = (time: number): string =>
    benchmark.flops === undefined ? "" : `\n${(benchmark.flops / time / 1e9).toFixed(1)} GFLOP/s`;
  return [
    benchmark.name,
    `${duration(plain)}${rate(plain)}`,
    ...seconds.map((time) => `${duration(time)}${rate(time)}\n×${(plain / time).toFixed(1)}`),
  ];
}

function duration(seconds: number): string {
  return seconds < 1e-3 ? `${(seconds * 1e6).toFixed(2)} µs` : `${(seconds * 1e3).toFixed(2)} ms`;
}
