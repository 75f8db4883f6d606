import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allowedImports } from "@cambium-tools/dependency-rule";
import { skeleton } from "./skeleton.ts";

const root = join(import.meta.dirname, "../../..");

function main(name: string | undefined, description: string | undefined): void {
  if (!name || !description) throw new Error('usage: pnpm new-package NAME "One sentence about it."');
  const imports = allowedImports[name];
  if (!imports) {
    throw new Error(`no row for "${name}": add one to tools/dependency-rule/src/allowed.ts first.`);
  }
  if (existsSync(join(root, "packages", name, "package.json"))) throw new Error(`packages/${name} exists.`);

  const files = Object.entries(skeleton(name, description, imports));
  const written = files.map(([path, text]) => write(join("packages", name, path), text));
  edit("tsconfig.json", (config) => {
    const paths = [`packages/${name}`, `packages/${name}/test`];
    config.references = [...config.references, ...paths.map((path) => ({ path }))].sort(byPath);
  });
  edit("package.json", (manifest) => {
    const entries = Object.entries({ ...manifest.devDependencies, [`@cambium/${name}`]: "workspace:*" });
    manifest.devDependencies = Object.fromEntries(entries.sort());
  });
  execFileSync("biome", ["format", "--write", "tsconfig.json", "package.json", ...written], { cwd: root });
  console.log(`packages/${name} is ready. Run \`pnpm install\` to link it.`);
}

/** Writes the file unless it is there already: a package may begin with its sources. */
function write(path: string, text: string): string {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(target)) writeFileSync(target, text);
  return path;
}

// biome-ignore lint/suspicious/noExplicitAny: two small files of known form, edited in place
function edit(path: string, change: (content: any) => void): void {
  const content = JSON.parse(readFileSync(join(root, path), "utf8"));
  change(content);
  writeFileSync(join(root, path), `${JSON.stringify(content, null, 2)}\n`);
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}

try {
  main(process.argv[2], process.argv[3]);
} catch (error) {
  console.error(`new-package: ${(error as Error).message}`);
  process.exitCode = 1;
}
