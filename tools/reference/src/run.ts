import type { Writable } from "node:stream";
import { setDefaultBackend } from "@cambium/tensor";
import { Command, CommanderError, Option } from "commander";
import { type BackendName, backends } from "./backends.ts";
import { readCases } from "./case-file.ts";
import type { FloatType } from "./operation.ts";
import { operations } from "./operations/index.ts";
import { type FailedCase, jsonOf, linesOf, reportOf, summaryOf } from "./report.ts";
import { runCase } from "./run-case.ts";
import { UsageError } from "./usage-error.ts";

/** Streams for results and for errors in the command line. */
export interface Terminal {
  readonly out: Writable;
  readonly err: Writable;
}

interface Options {
  readonly cases: string;
  readonly backend: BackendName;
  readonly dtype?: FloatType;
  readonly only?: readonly string[];
  readonly json?: boolean;
}

/** Exit code for a wrong command line or another error that the user can fix. */
const usageExitCode = 2;

/**
 * Runs one command line.
 *
 * @param words What stands after the program's name.
 * @returns The exit code: 0, 1 if a case failed, 2 for errors that the user can fix.
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = commandLine(terminal).action(async (options: Options) => {
    exitCode = await runAll(options, terminal);
  });
  try {
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
    if (!(error instanceof UsageError)) throw error;
    terminal.err.write(`error: ${error.message}\n`);
    return usageExitCode;
  }
}

function commandLine({ out, err }: Terminal): Command {
  return new Command("reference")
    .description("Compares Cambium's values, gradients and training runs with cases that PyTorch computed.")
    .requiredOption("--cases <folder>", "where the .json files of cases are")
    .addOption(
      new Option("--backend <name>", "what computes").choices(Object.keys(backends)).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        "--dtype <type>",
        "type of the floats (default: float64 on reference, float32 on cpu-wasm)",
      ).choices(["float32", "float64"]),
    )
    .option("--only <files...>", "which of the files (default: all)")
    .option("--json", "print one object of JSON instead of lines")
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .showHelpAfterError("Add --help for what there is.");
}

async function runAll(
  { cases: folder, backend: name, dtype = backends[name].dtype, only = [], json = false }: Options,
  { out }: Terminal,
): Promise<number> {
  const backend = await backends[name].make();
  if (!backend.dtypes.has(dtype)) {
    throw new UsageError(
      `--dtype ${dtype}: ${name} has no ${dtype}. Use --dtype ${backends[name].dtype}, or --backend reference.`,
    );
  }
  const files = readCases(folder, only);
  setDefaultBackend(backend);
  const failed: FailedCase[] = [];
  for (const { file, cases } of files) {
    for (const each of cases) {
      const failures = runCase(each, operations, dtype);
      if (failures.length === 0) continue;
      failed.push({ file, name: each.name, op: each.op, failures });
      if (!json) out.write(linesOf(failed.at(-1)!));
    }
  }
  const report = reportOf({ backend: name, dtype }, files, failed);
  out.write(json ? jsonOf(report) : summaryOf(report));
  return failed.length === 0 ? 0 : 1;
}
