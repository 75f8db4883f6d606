import { spawnSync } from "node:child_process";
import { join } from "node:path";

const modules = join(import.meta.dirname, "../node_modules");

/** How each runtime is called. Deno may do nothing but read one folder, if that. */
const commands = {
  node: () => [process.execPath],
  deno: (readable?: string) => [
    ...[join(modules, "deno/deno"), "run", "--no-prompt"],
    ...(readable ? [`--allow-read=${readable}`] : []),
  ],
  bun: () => [join(modules, "bun/bin/bun.exe")],
} as const satisfies Record<string, (readable?: string) => readonly string[]>;

/** A runtime that programs are tried in. */
export type Runtime = keyof typeof commands;

/** All of them. */
export const runtimes = Object.keys(commands) as readonly Runtime[];

/** A program, and where the packages that it imports come from. */
export interface Program {
  readonly path: string;
  /** The condition of `exports` that picks the files of packages. Default: none, which picks what is built. */
  readonly condition?: string;
  /** The folder that Deno may read. Default: none. */
  readonly readable?: string;
}

/** Messages without colors, and no look for newer versions. */
const env = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };

/** How long a program may take, in milliseconds: one that does not end by itself fails. */
const LONGEST = 60_000;

/**
 * Runs a program until it ends by itself, and gives what it printed as JSON.
 *
 * @throws {Error} If it fails, or has to be ended.
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
