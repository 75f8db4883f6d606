import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(`${folder}/README.md`, "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```\n\nprints\n\n```text\n(.*?)```/gs)];

test("the README has examples", () => {
  expect(examples.length).toBe(readme.split("```ts\n").length - 1);
});

test.each(examples.map(([, code, output]) => [code as string, output as string]))(
  "example %# of the README prints what it says",
  (code, output) => {
    const printed = execFileSync(
      process.execPath,
      ["--conditions=@cambium/source", "--input-type=module-typescript", "--eval", code],
      { cwd: folder, encoding: "utf8" },
    );
    expect(printed).toBe(output);
  },
);
