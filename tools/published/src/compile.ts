import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const modules = join(import.meta.dirname, "../node_modules");

/** Command of each supported compiler. */
const compilers = {
  "5.9": "typescript-5.9/bin/tsc",
  "6": "typescript-6/bin/tsc",
  "7": "typescript/bin/tsc",
} as const;

/** Major (and minor) version of a TypeScript compiler that published types must satisfy. */
export type TypeScriptVersion = keyof typeof compilers;

export const typeScriptVersions = Object.keys(compilers) as readonly TypeScriptVersion[];

/** Compiler options of a strict project as a user would start one. */
const strictProject = {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  target: "es2024",
  module: "nodenext",
  moduleDetection: "force",
};

/**
 * Type-checks the `.ts` files of a project.
 *
 * @param options Compiler options, in addition to those of a strict project that checks libraries.
 * @returns The errors, one per line; an empty list if it compiles.
 */
export function compile(
  folder: string,
  version: TypeScriptVersion,
  options: Readonly<Record<string, unknown>>,
  include: readonly string[],
): string[] {
  const config = join(folder, `tsconfig.${version}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...strictProject, ...options }, include }));
  const compiler = join(modules, compilers[version]);
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [compiler, "--project", config, "--pretty", "false"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  if (error) throw error;
  return `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
}
