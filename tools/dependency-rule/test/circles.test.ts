import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { circles } from "../src/circles.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "import-circles-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const circle = (...files: string[]) => [
  `import circle: ${files.join(" → ")}. Move the code that both sides need to a third file.`,
];

test("files that only import what lies below them pass", () => {
  write({
    "packages/a/src/top.ts": 'import { left } from "./left.ts";\nimport { right } from "./right.ts";\n',
    "packages/a/src/left.ts": 'import { ground } from "./ground.ts";\n',
    "packages/a/src/right.ts": 'import { ground } from "./ground.ts";\n',
    "packages/a/src/ground.ts": "export const ground = 1;\n",
  });
  expect(circles(root)).toEqual([]);
});

test("a circle is listed in the order of its imports", () => {
  write({
    "packages/a/src/one.ts": 'import { two } from "./deep/two.ts";\n',
    "packages/a/src/deep/two.ts": 'import { three } from "../three.ts";\n',
    "packages/a/src/three.ts": 'import { one } from "./one.ts";\n',
    "packages/a/src/index.ts": 'export { one } from "./one.ts";\n',
  });
  const [one, two, three] = [
    "packages/a/src/one.ts",
    "packages/a/src/deep/two.ts",
    "packages/a/src/three.ts",
  ];
  expect(circles(root)).toEqual(circle(two, three, one, two));
});

test.each([
  'import type { B } from "./b.ts";',
  'import {\n  type B,\n} from "./b.ts";',
  'export * from "./b.ts";',
  'export type { B } from "./b.ts";',
  'import "./b.ts";',
  'const { b } = await import("./b.ts");',
  'import { b } from "./b";',
])("%s counts", (line) => {
  write({ "apps/x/src/a.ts": line, "apps/x/src/b.ts": 'import type { A } from "./a.ts";\n' });
  expect(circles(root)).toEqual(circle("apps/x/src/a.ts", "apps/x/src/b.ts", "apps/x/src/a.ts"));
});

test("each of two circles is listed, those in scripts and in tests as well", () => {
  write({
    "tools/x/run.mjs": 'import "./help.mjs";\n',
    "tools/x/help.mjs": 'import "./run.mjs";\n',
    "packages/a/test/self.ts": 'import { self } from "./self.ts";\n',
  });
  expect(circles(root)).toEqual([
    ...circle("packages/a/test/self.ts", "packages/a/test/self.ts"),
    ...circle("tools/x/help.mjs", "tools/x/run.mjs", "tools/x/help.mjs"),
  ]);
});

test("comments, other packages and installed files do not count", () => {
  write({
    "packages/a/src/a.ts": '// import { b } from "./b.ts";\nimport { c } from "@cambium/c";\n',
    "packages/a/src/b.ts": '/**\n * import { a } from "./a.ts";\n */\nimport { a } from "./a.ts";\n',
    "packages/a/node_modules/x/a.ts": 'import "./a.ts";\n',
  });
  expect(circles(root)).toEqual([]);
});
