import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("the README's program contains no reader of files that it does not use", async () => {
  const readme = await readFile(`${root}/README.md`, "utf8");
  const [, program] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  expect(program).toContain("batches(digits(");
  const { metafile, outputFiles } = await build({
    stdin: { contents: program!, resolveDir: root, loader: "ts" },
    ...{ bundle: true, format: "esm", platform: "browser", minify: true, write: false, metafile: true },
    conditions: ["@cambium/source"],
    outdir: root,
    logLevel: "silent",
  });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const included = parts.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  expect(included).toContain("packages/data/src/digits/digits.ts");
  expect(included.filter((path) => path.includes("node_modules"))).toEqual([]);
  expect(included.filter((path) => /\/data\/src\/(csv|idx|cifar|images|npy|loader)\//.test(path))).toEqual(
    [],
  );
  expect(outputFiles).toHaveLength(1);
});
