import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { violations } from "../src/violations.ts";

const allowed = { tensor: [], layers: ["tensor"] };
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dependency-rule-"));
  write("packages/layers/package.json", '{ "peerDependencies": { "@cambium/tensor": "*" } }');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("an allowed import passes", () => {
  write("packages/layers/src/linear.ts", 'import { matmul } from "@cambium/tensor";\n');
  expect(violations(root, allowed)).toEqual([]);
});

test("an import that is not in the table is named, with its line and the allowed imports", () => {
  write("packages/layers/src/linear.ts", '\nimport {\n  adam,\n} from "@cambium/optim";\n');
  expect(violations(root, allowed)).toEqual([
    "packages/layers/src/linear.ts:4: imports @cambium/optim. layers may import @cambium/tensor.",
  ]);
});

test.each([
  'import { referenceBackend } from "@cambium/tensor/reference";',
  'export * from "@cambium/cpu-wasm";',
  'import "@cambium/cpu-wasm";',
  'const backend = await import("@cambium/cpu-wasm");',
])("a backend is not allowed: %s", (line) => {
  write("packages/layers/src/linear.ts", line);
  expect(violations(root, allowed)).toHaveLength(1);
});

test("an import in an example of a docstring does not count", () => {
  write("packages/layers/src/linear.ts", '/**\n * import { adam } from "@cambium/optim";\n */\n');
  expect(violations(root, allowed)).toEqual([]);
});

test("a dependency in package.json must be in the table", () => {
  write("packages/tensor/package.json", '{ "dependencies": { "@cambium/layers": "*" } }');
  expect(violations(root, allowed)).toEqual([
    "packages/tensor/package.json: imports @cambium/layers. tensor may import no other package.",
  ]);
});

test("a package without a row is named", () => {
  write("packages/stray/package.json", "{}");
  expect(violations(root, allowed)).toEqual(["packages/stray: has no row in the table of allowed imports."]);
});
