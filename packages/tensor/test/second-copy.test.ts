import "@cambium/tensor";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";

test("a second copy of the package refuses to load and names both", async () => {
  const source = fileURLToPath(new URL("../src", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "cambium-"));
  try {
    await cp(source, join(folder, "src"), { recursive: true });
    const second = pathToFileURL(join(folder, "src/realm.ts")).href;
    const first = pathToFileURL(join(source, "realm.ts")).href;
    await expect(import(/* @vite-ignore */ second)).rejects.toThrow(
      `@cambium/tensor: two copies are loaded: ${first} and ${second}. ` +
        "It is a peer dependency: install one copy.",
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
