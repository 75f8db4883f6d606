import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compile, installPublished, typeScriptVersions } from "@cambium-tools/published";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importedPackages, installedPackages, programs } from "../src/blocks.ts";

const root = join(import.meta.dirname, "../../..");
const readmes = globSync("packages/*/README.md", { cwd: root }).toSorted();
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readmes,
  ...globSync("docs/**/*.md", { cwd: root }).toSorted(),
];
const read = (page: string): string => readFileSync(join(root, page), "utf8");

test.each(readmes)("%s installs what its examples import", (page) => {
  const imported = programs(read(page)).flatMap(({ code }) => importedPackages(code));
  expect(installedPackages(read(page))).toEqual(expect.arrayContaining(imported));
});

describe("every block of every page compiles in a blank project", () => {
  let folder: string;
  beforeAll(() => {
    const { version } = JSON.parse(read("node_modules/@types/node/package.json"));
    const vitest = JSON.parse(read("node_modules/vitest/package.json")).version;
    folder = installPublished({ "@types/node": version, vitest });
    for (const page of pages) writePrograms(folder, page);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(typeScriptVersions)(
    "with TypeScript %s",
    (version) => {
      const options = { types: ["node"], allowImportingTsExtensions: true, skipLibCheck: true };
      expect(compile(folder, version, options, ["pages"])).toEqual([]);
    },
    120_000,
  );
});

/** Writes each program of a page to a file whose name says where the page has it. */
function writePrograms(folder: string, page: string): void {
  for (const { line, path, code } of programs(read(page))) {
    const file = join(folder, "pages", page, path ?? `line-${line}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}
