import { globSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Passage, passagesOfMarkdown, passagesOfSource } from "./passages.ts";
import { rules } from "./rules.ts";

const generated = [
  "**/node_modules/**",
  "**/dist/**",
  "**/wasm/**",
  "**/.cache/**",
  "docs/site/**",
  "**/CHANGELOG.md",
];

/** One line for each passage, in the files and folders named, that breaks a rule of style. */
export function problems(root: string, places: readonly string[]): string[] {
  return places
    .flatMap((place) => filesOf(root, place))
    .flatMap((path) => problemsOf(readFileSync(join(root, path), "utf8"), path));
}

function filesOf(root: string, place: string): string[] {
  if (statSync(join(root, place)).isFile()) return [place];
  return globSync("{*,**/*,.changeset/*}.{ts,mjs,md}", { cwd: join(root, place), exclude: generated })
    .map((path) => relative(root, join(root, place, path)))
    .filter((path, index, all) => all.indexOf(path) === index)
    .toSorted();
}

/** One line for each rule that the prose of a file breaks. */
export function problemsOf(source: string, path: string): string[] {
  const passages = path.endsWith(".md") ? passagesOfMarkdown(source) : passagesOfSource(source);
  return passages.flatMap((passage) => problemsOfPassage(passage).map((problem) => `${path}:${problem}`));
}

function problemsOfPassage(passage: Passage): string[] {
  const text = passage.texts.join("\n");
  const found = rules.flatMap(({ pattern, advice, applies }) => {
    const match = applies?.(passage) === false ? null : pattern.exec(text.replaceAll("\n", " "));
    return match ? [`${lineAt(passage, match.index)}: “${match[0].trim()}”. ${advice}`] : [];
  });
  return tooManySemicolons(text)
    ? [...found, `${passage.lines[0]}: more than one semicolon in a paragraph. Make sentences of it.`]
    : found;
}

/** True for prose with two or more semicolons. Formulas, lists of shapes and tables are separated by them and do not count. */
function tooManySemicolons(text: string): boolean {
  return text.split(/; |;$/m).length > 2 && !/[=←∈~|[]/.test(text);
}

/** The line of the file that holds a position in the joined text of a passage. */
function lineAt({ texts, lines }: Passage, position: number): number {
  const before = texts.join("\n").slice(0, position).split("\n").length - 1;
  return lines[before]!;
}
