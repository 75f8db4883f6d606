import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { firstExample, promisedOutput, run } from "../src/example.ts";

const root = join(import.meta.dirname, "../../..");
const found = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();
const pages = found("docs/examples/*.md").filter((path) => !path.endsWith("README.md"));
const readmes = ["README.md", ...found("packages/*/README.md"), ...pages];

describe("the example in", () => {
  test.each(readmes)(
    "%s runs, and prints what it says",
    (path) => {
      const example = firstExample(readFileSync(join(root, path), "utf8"))!;
      expect(example).toBeDefined();
      const { output, errors } = run(example);
      expect(errors).toBe("");
      const promised = promisedOutput(example);
      expect(output.filter((line) => promised.includes(line))).toEqual(promised);
    },
    30_000,
  );
});

test("an example is the first block, and promises what stands behind //=>", () => {
  const readme =
    "# A\n```sh\nnpm i\n```\n```ts\nconst x = 1;\nconsole.log(x); //=> 1\n```\n```ts\nnot this\n```\n";
  expect(firstExample(readme)).toBe("const x = 1;\nconsole.log(x); //=> 1\n");
  expect(promisedOutput(firstExample(readme)!)).toEqual(["1"]);
  expect(firstExample("# None")).toBeUndefined();
});

test("an example that fails says why", () => {
  expect(run('throw new Error("no such thing");').errors).toContain("no such thing");
});
