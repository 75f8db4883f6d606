import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Front matter between lines of dashes, then the text for the changelog. */
const changeset = /^---\n(.*?)\n---\n(.*)$/s;

/** One released package; changesets writes either kind of quotes. */
const release = /^["']([^"']+)["']: (patch|minor|major)$/;

/** One line for each thing in the changesets of a workspace that cannot be released. */
export function problems(root: string): string[] {
  const names = publishedNames(root);
  return globSync(".changeset/*.md", { cwd: root })
    .filter((path) => !path.endsWith("README.md"))
    .toSorted()
    .flatMap((path) =>
      problemsOf(readFileSync(join(root, path), "utf8"), names).map((problem) => `${path}: ${problem}`),
    );
}

function publishedNames(root: string): string[] {
  return globSync("packages/*/package.json", { cwd: root })
    .map((path) => JSON.parse(readFileSync(join(root, path), "utf8")))
    .filter((manifest) => !manifest.private)
    .map((manifest) => manifest.name);
}

function problemsOf(text: string, names: readonly string[]): string[] {
  const parts = changeset.exec(text);
  if (!parts) return ["does not begin with front matter between two lines of ---."];
  const [, releases, summary] = parts as unknown as [string, string, string];
  const found = releases.split("\n").flatMap((line) => problemOfRelease(line, names));
  return summary.trim() === "" ? [...found, "does not say what changed."] : found;
}

function problemOfRelease(line: string, names: readonly string[]): string[] {
  const name = release.exec(line)?.[1];
  if (name === undefined)
    return [`the line ${line} has another form than "@cambium/name": patch (or minor, major).`];
  return names.includes(name) ? [] : [`${name} is no published package of this workspace.`];
}
