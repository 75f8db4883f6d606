import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { options } from "../src/options.ts";

const data = fileURLToPath(new URL("../../../packages/data", import.meta.url));

test("bundlers of users are told to leave the import of a module that only the user knows", async () => {
  const { outputFiles } = await build({
    ...options,
    entryPoints: ["src/index.ts"],
    absWorkingDir: data,
    write: false,
  });
  const text = outputFiles.map((file) => file.text).join("\n");
  expect(text).toMatch(
    /import\(\s*\/\* @vite-ignore \*\/\s*\/\* webpackIgnore: true \*\/\s*\/\* turbopackIgnore: true \*\/\s*address\s*\)/,
  );
});
