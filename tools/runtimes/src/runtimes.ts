import { spawnSync } from "node:child_process";
import { join } from "node:path";

const modules = join(import.meta.dirname, "../node_modules");

/** Command of each runtime. Deno has no permission except to read one folder, if given. */
const commands = {
  node: () => [process.execPath],
  deno: (readable?: string) => [
    ...[join(modules, "deno/deno"), "run", "--no-prompt"],
    ...(readable ? [`--allow-read=${readable}`] : []),
  ],
  bun: () => [join(modules, "bun/bin/bun.exe")],
} as const satisfies Record<string, (readable?: string) => readonly string[]>;

/** Name of a runtime. */
export type Runtime = keyof typeof commands;

/** All runtimes. */
export const runtimes = Object.keys(commands) as readonly Runtime[];

/** A program, and the source of the packages that it imports. */
export interface Program {
  readonly path: string;
  /** Condition of `exports` that selects the files of packages. Default: none, which selects the built files. */
  readonly condition?: string;
  /** Folder that Deno may read. Default: none. */
  readonly readable?: string;
}

/** Environment without colors in messages and without checks for new versions. */
const env = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };

/** Time limit of a program in milliseconds. A program that does not end by itself fails. */
const LONGEST = 60_000;

/**
 * Runs a program until it ends by itself and returns its output, parsed as JSON.
 *
 * @throws {Error} If it fails or exceeds the time limit.
 */
export function run<T>(runtime: Runtime, { path, condition, readable }: Program): T {
  const [command, ...options] = commands[runtime](readable);
  const conditions = condition ? [`--conditions=${condition}`] : [];
  const { stdout, stderr, status, error } = spawnSync(command!, [...options, ...conditions, path], {
    encoding: "utf8",
    timeout: LONGEST,
    env,
  });
  if (error || status !== 0) throw new Error(`${runtime} ${path}: ${error ?? status}\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}
