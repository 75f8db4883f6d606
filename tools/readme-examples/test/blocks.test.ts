import { expect, test } from "vitest";
import { importedPackages, installedPackages, programs } from "../src/blocks.ts";

test("a block without imports continues the one before", () => {
  const page = '```ts\nimport "a";\n```\ntext\n```ts\nf();\n```\n```ts\nimport "b";\n```\n';
  expect(programs(page)).toEqual([
    { line: 1, path: undefined, code: 'import "a";\n\nf();\n' },
    { line: 8, path: undefined, code: 'import "b";\n' },
  ]);
});

test("the path of a block ends the text before it", () => {
  expect(programs("Add to `src/index.ts`:\n\n```ts\nexport {};\n```\n")).toEqual([
    { line: 3, path: "src/index.ts", code: "export {};\n" },
  ]);
});

test("packages are named without their subpaths; files and Node's modules are no packages", () => {
  const code =
    'import { a } from "@cambium/tensor/checks";\nimport "vitest";\nimport "node:fs";\nimport "./x.ts";\n';
  expect(importedPackages(code)).toEqual(["@cambium/tensor", "vitest"]);
});

test("install commands list packages", () => {
  expect(installedPackages("```sh\nnpm install --save-dev a b\npnpm add c # for d\n```\n")).toEqual([
    "a",
    "b",
    "c",
  ]);
});
