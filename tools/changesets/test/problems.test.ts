import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { problems } from "../src/problems.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "changesets-"));
  write("packages/tensor/package.json", '{ "name": "@cambium/tensor" }');
  write("packages/draft/package.json", '{ "name": "@cambium/draft", "private": true }');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Problems of a changeset with this content. */
function problemsOf(text: string): string[] {
  write(".changeset/some.md", text);
  return problems(root);
}

test("this workspace's changesets are sound", () => {
  expect(problems(join(import.meta.dirname, "../../.."))).toEqual([]);
});

test("a sound changeset passes, and a README is none", () => {
  write(".changeset/README.md", "# Changesets\n");
  expect(problemsOf('---\n"@cambium/tensor": minor\n---\n\nMore ops.\n')).toEqual([]);
});

test.each([
  ["More ops.\n", "does not begin with front matter between two lines of ---."],
  ['---\n"@cambium/tensor": minor\n---\n\n', "does not say what changed."],
  [
    '---\n"@cambium/tensor": large\n---\nMore.\n',
    'the line "@cambium/tensor": large has another form than "@cambium/name": patch (or minor, major).',
  ],
  ['---\n"@cambium/tenor": patch\n---\nMore.\n', "@cambium/tenor is no published package of this workspace."],
  ['---\n"@cambium/draft": patch\n---\nMore.\n', "@cambium/draft is no published package of this workspace."],
])("%j: says what is wrong", (text, problem) => {
  expect(problemsOf(text)).toEqual([`.changeset/some.md: ${problem}`]);
});
