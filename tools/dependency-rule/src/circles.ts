import { globSync } from "node:fs";
import { posix, sep } from "node:path";
import { importsOf } from "./imports.ts";

const sources = "{packages,apps,tools}/*/**/*.{ts,mjs}";
const notSources = ["**/node_modules/**", "**/dist/**"];

/** The files that each file imports by a relative path, in the order of its imports. */
type Graph = ReadonlyMap<string, readonly string[]>;

/** One line for each circle of imports among the files of packages, apps and tools, imports of types included. */
export function circles(root: string): string[] {
  return circlesIn(graphOf(root)).map(
    (files) => `import circle: ${files.join(" → ")}. Move the code that both sides need to a third file.`,
  );
}

function graphOf(root: string): Graph {
  const found = globSync(sources, { cwd: root, exclude: notSources });
  const paths = found.map((path) => path.replaceAll(sep, "/")).sort();
  const known = new Set(paths);
  // AssemblyScript imports files without their ending.
  const resolve = (from: string, specifier: string) => {
    const path = posix.join(posix.dirname(from), specifier);
    return [path, `${path}.ts`].filter((candidate) => specifier.startsWith(".") && known.has(candidate));
  };
  return new Map(
    paths.map((path) => [path, importsOf(root, path).flatMap(({ specifier }) => resolve(path, specifier))]),
  );
}

/** The circles that a depth-first search closes: each starts and ends with the same file. */
function circlesIn(graph: Graph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file]);
    else if (!done.has(file)) for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
