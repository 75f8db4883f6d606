import { NonFiniteError } from "@cambium/autograd";
import { DataError } from "@cambium/data";
import { Command, CommanderError } from "commander";
import { addBenchCommand } from "./commands/bench.ts";
import { addTrainCommand } from "./commands/train.ts";
import type { Terminal } from "./terminal.ts";
import { textOf, UsageError } from "./usage-error.ts";

/** Exit code for a wrong command line and other errors that the user can fix. */
const usageExitCode = 2;

/**
 * Runs one command line.
 *
 * @param words Arguments of the command line.
 * @returns Exit code: 0, 2 for errors that the user can fix, 130 after an interruption.
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = commandLine(terminal);
  addTrainCommand(program, terminal, (code) => {
    exitCode = code;
  });
  addBenchCommand(program, terminal);
  try {
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function commandLine(terminal: Terminal): Command {
  return new Command("cambium")
    .description("Trains, measures and compares Cambium.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    })
    .showHelpAfterError("Add --help for what there is.");
}

function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
  const fixable = [UsageError, DataError, NonFiniteError].some((kind) => error instanceof kind);
  if (!fixable) throw error;
  terminal.err.write(`error: ${textOf(error)}\n`);
  return usageExitCode;
}
