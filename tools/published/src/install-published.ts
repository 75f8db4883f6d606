import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const published = ["--filter", "./packages/*"];

/**
 * Builds and packs every package, and installs the archives into a new, blank project.
 *
 * @param dependencies Further packages of the project, by name, with their versions; the store must hold them.
 * @returns The folder of the project.
 */
export function installPublished(dependencies: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cambium-published-")));
  pnpm(root, ...published, "run", "build");
  const packed = pnpm(root, ...published, "--recursive", "pack", "--json", "--pack-destination", folder);
  writeManifest(folder, JSON.parse(packed), dependencies);
  pnpm(folder, "install", "--offline");
  return folder;
}

/** Names of the packages that were installed from their archives. */
export function publishedNames(folder: string): string[] {
  return readdirSync(join(folder, "node_modules/@cambium")).map((name) => `@cambium/${name}`);
}

/** The packages need each other in versions that no registry has: all come from their archives. */
function writeManifest(
  folder: string,
  packed: readonly { name: string; filename: string }[],
  others: Readonly<Record<string, string>>,
): void {
  const archives = Object.fromEntries(
    packed.map(({ name, filename }) => [name, `file:./${basename(filename)}`]),
  );
  const manifest = { private: true, type: "module", dependencies: { ...archives, ...others } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify({ overrides: archives }));
}

function pnpm(cwd: string, ...args: readonly string[]): string {
  return execFileSync("pnpm", args, { cwd, encoding: "utf8", stdio: "pipe" });
}
