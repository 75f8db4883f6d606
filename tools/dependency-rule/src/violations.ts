import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf } from "./imports.ts";

/** Short names or subpaths that each package may import, by its short name. */
export type AllowedImports = Readonly<Record<string, readonly string[]>>;

const scope = "@cambium/";

/** One line for each import, or entry of a package.json, that the table does not allow. */
export function violations(root: string, allowed: AllowedImports): string[] {
  return globSync("packages/*/package.json", { cwd: root }).flatMap((manifest) => {
    const name = manifest.split(/[\\/]/)[1]!;
    const row = allowed[name];
    if (!row) return [`packages/${name}: has no row in the table of allowed imports.`];
    const specifiers = row.map((entry) => scope + entry);
    return [...inSources(root, name), ...inManifest(root, manifest)]
      .filter(({ specifier }) => specifier.startsWith(scope) && !specifiers.includes(specifier))
      .map(({ place, specifier }) => `${place}: imports ${specifier}. ${mayImport(name, specifiers)}`);
  });
}

interface Dependency {
  readonly place: string;
  readonly specifier: string;
}

function inSources(root: string, name: string): Dependency[] {
  return globSync(`packages/${name}/src/**/*.ts`, { cwd: root }).flatMap((path) =>
    importsOf(root, path).map(({ line, specifier }) => ({ place: `${path}:${line}`, specifier })),
  );
}

function inManifest(root: string, path: string): Dependency[] {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, path), "utf8"));
  return Object.keys({ ...dependencies, ...peerDependencies }).map((specifier) => ({
    place: path,
    specifier,
  }));
}

function mayImport(name: string, specifiers: readonly string[]): string {
  return `${name} may import ${specifiers.length === 0 ? "no other package" : specifiers.join(", ")}.`;
}
