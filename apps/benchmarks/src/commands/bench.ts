import { setDefaultBackend } from "@cambium/tensor";
import Table from "cli-table3";
import { Argument, type Command, Option } from "commander";
import { type BackendName, backends } from "../backends.ts";
import type { Suite } from "../bench/case.ts";
import { kernelCases } from "../bench/kernels.ts";
import { type Measurement, measure } from "../bench/measure.ts";
import { overheadCases } from "../bench/overhead.ts";
import { wholeNumber } from "../option-values.ts";
import type { Terminal } from "../terminal.ts";

/** What can be measured, by the name that the command line gives it. */
const suites: Readonly<Record<string, Suite>> = { kernels: kernelCases, overhead: overheadCases };

interface BenchOptions {
  readonly backend: BackendName;
  readonly time: number;
}

/** Adds the command `bench` to a command line. */
export function addBenchCommand(program: Command, terminal: Terminal): void {
  program
    .command("bench")
    .description("Measures speed, each case beside the plainest loop that does the same.")
    .addArgument(
      new Argument("[suites...]", "what to measure (default: everything)").choices(Object.keys(suites)),
    )
    .addOption(
      new Option("--backend <name>", "what computes").choices(Object.keys(backends)).default("reference"),
    )
    .option("--time <milliseconds>", "how long each side of a case is measured", wholeNumber(1), 500)
    .action(async (names: readonly string[], options: BenchOptions) => bench(names, options, terminal));
}

async function bench(
  names: readonly string[],
  { backend, time }: BenchOptions,
  { out }: Terminal,
): Promise<void> {
  setDefaultBackend(await backends[backend]());
  const table = new Table({
    head: ["case", backend, "calls/s", "GFLOP/s", "plain loop", "loop / ours"],
    style: { head: [], border: [] },
    colAligns: ["left", "right", "right", "right", "right", "right"],
  });
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
    for (const benchmark of suites[name]!()) table.push(row(await measure(benchmark, time)));
  }
  out.write(`${table}\nMedian time of one call. Above 1 in the last column: faster than the plain loop.\n`);
}

function row({ benchmark, cambium, plain }: Measurement): string[] {
  return [
    benchmark.name,
    time(cambium),
    Math.round(1 / cambium).toLocaleString("en"),
    benchmark.flops === undefined ? "" : (benchmark.flops / cambium / 1e9).toFixed(2),
    time(plain),
    (plain / cambium).toFixed(2),
  ];
}

function time(seconds: number): string {
  return seconds < 1e-3 ? `${(seconds * 1e6).toFixed(2)} µs` : `${(seconds * 1e3).toFixed(2)} ms`;
}
