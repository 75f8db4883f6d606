import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** The first block of TypeScript of a README, or undefined. */
export function firstExample(readme: string): string | undefined {
  return /^```ts\n(.*?)^```$/ms.exec(readme)?.[1];
}

/** Output that an example promises: the text after each `//=>`. */
export function promisedOutput(example: string): string[] {
  return Array.from(example.matchAll(/\/\/=> (.*)$/gm), ([, text]) => text!);
}

/** Runs an example as a program, with packages taken from their sources. */
export function run(example: string): { output: string[]; errors: string } {
  const flags = ["--conditions=@cambium/source", "--input-type=module-typescript"];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, "--eval", example], {
    cwd: root,
    encoding: "utf8",
  });
  return { output: stdout.split("\n").slice(0, -1), errors: status === 0 ? "" : stderr };
}
