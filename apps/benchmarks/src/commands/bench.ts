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

/** Milliseconds for each side of a case: usually, and when figures are to be written down. */
const [quick, thorough] = [60, 1000];

/** Adds the command `bench` to a command line. */
export function addBenchCommand(program: Command, terminal: Terminal): void {
  const [suiteNames, backendNames] = [Object.keys(suites), Object.keys(backends)];
  program
    .command("bench")
    .description("Measures the speed of each backend alongside the plainest loop that does the same.")
    .addArgument(new Argument("[suites...]", "what to measure (default: everything)").choices(suiteNames))
    .addOption(new Option("--only <suites...>", "the same as an option").choices(suiteNames))
    .addOption(
      new Option("--backend <names...>", "what computes").choices(backendNames).default(backendNames, "all"),
    )
    .option("--threads <count>", "threads to compute with (default: as many as processors)", wholeNumber(1))
    .option(
      "--time <milliseconds>",
      `how long each side of a case is measured (default: ${quick}; thorough: ${thorough})`,
      wholeNumber(1),
    )
    .option("--thorough", "measures longer, for figures with less noise", false)
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
  out.write("Median times of one call: by Cambium, and by the plainest loop that does the same.\n");
}
