import { Argument, type Command, Option } from "commander";
import { type BackendName, backends } from "../backends.ts";
import { type Chosen, runSuites } from "../bench/run-suite.ts";
import { type SuiteName, suites } from "../bench/suites.ts";
import { timesTable } from "../bench/times-table.ts";
import { wholeNumber } from "../option-values.ts";
import { type Terminal, widthOf } from "../terminal.ts";

interface BenchOptions {
  readonly backend: readonly BackendName[];
  readonly only?: readonly SuiteName[];
  readonly threads?: number;
  readonly time?: number;
  readonly thorough: boolean;
}

/** Milliseconds for each side of a case: default, and with `--thorough`. */
const [quick, thorough] = [60, 1000];

/** Adds the command `bench` to a command line. */
export function addBenchCommand(program: Command, terminal: Terminal): void {
  const [suiteNames, backendNames] = [Object.keys(suites), Object.keys(backends)];
  program
    .command("bench")
    .description("Measures the speed of each backend, compared with the simplest loop that does the same.")
    .addArgument(new Argument("[suites...]", "suites to measure (default: all)").choices(suiteNames))
    .addOption(new Option("--only <suites...>", "suites to measure, as an option").choices(suiteNames))
    .addOption(
      new Option("--backend <names...>", "backends to measure")
        .choices(backendNames)
        .default(backendNames, "all"),
    )
    .option("--threads <count>", "threads to compute with (default: number of processors)", wholeNumber(1))
    .option(
      "--time <milliseconds>",
      `measuring time of each side of a case (default: ${quick}; with --thorough: ${thorough})`,
      wholeNumber(1),
    )
    .option("--thorough", "measure longer, for figures with less noise", false)
    .action(async (names: readonly SuiteName[], options: BenchOptions) =>
      bench(names.concat(options.only ?? []), options, terminal),
    );
}

async function bench(
  names: readonly SuiteName[],
  options: BenchOptions,
  { out, err }: Terminal,
): Promise<void> {
  const { backend: wanted, threads, time = options.thorough ? thorough : quick } = options;
  const onBackend = (name: BackendName) => void err.write(`measuring ${name}\n`);
  const chosen: Chosen = new Map(
    Object.entries(suites).filter(([name]) => names.length === 0 || names.includes(name as SuiteName)),
  );
  for (const [name, cases] of await runSuites(chosen, wanted, { threads, milliseconds: time, onBackend })) {
    const columns = chosen.get(name)!.onEachBackend ? wanted : ["Cambium"];
    out.write(`${name}\n${timesTable(cases, columns, widthOf(out))}\n\n`);
  }
  out.write("Median times of one call: by Cambium, and by the simplest loop that does the same.\n");
}
