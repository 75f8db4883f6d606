import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A specifier that a source file imports, and the line that names it. */
export interface Import {
  readonly line: number;
  readonly specifier: string;
}

/** Specifiers after `from` or `import`, on lines that are not comments; the formatter keeps each on one line. */
const imported = /^(?!\s*(?:\/[/*]|\*)).*\b(?:from|import)\b[\s(]*["']([^"']+)["']/;

/** Every import and re-export of a file, those of types included. */
export function importsOf(root: string, path: string): Import[] {
  return readFileSync(join(root, path), "utf8")
    .split("\n")
    .map((text, index) => ({ line: index + 1, specifier: imported.exec(text)?.[1] ?? "" }))
    .filter(({ specifier }) => specifier !== "");
}
