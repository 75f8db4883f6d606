import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** The packages that this one depends on. */
const dependencies = ["--filter", "@cambium-tools/runtimes^..."];

/**
 * Builds and packs the packages that the programs import, and installs what would be published into a new folder, with the
 * programs beside it in `src`.
 *
 * @returns The folder.
 */
export function installPublished(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cambium-runtimes-")));
  pnpm(import.meta.dirname, ...dependencies, "run", "build");
  const packed = pnpm(
    import.meta.dirname,
    ...dependencies,
    "--recursive",
    "pack",
    "--json",
    "--pack-destination",
    folder,
  );
  writeManifest(folder, JSON.parse(packed));
  pnpm(folder, "install", "--offline");
  cpSync(import.meta.dirname, join(folder, "src"), { recursive: true });
  return folder;
}

/** The packages need each other in versions that no registry has: all come from their archives. */
function writeManifest(folder: string, packed: readonly { name: string; filename: string }[]): void {
  const archives = Object.fromEntries(
    packed.map(({ name, filename }) => [name, `file:./${basename(filename)}`]),
  );
  const manifest = { private: true, type: "module", dependencies: archives };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify({ overrides: archives }));
}

function pnpm(cwd: string, ...args: readonly string[]): string {
  return execFileSync("pnpm", args, { cwd, encoding: "utf8", stdio: "pipe" });
}
