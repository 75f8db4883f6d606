import { cpSync, globSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { installPublished } from "@cambium-tools/published";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Shown } from "../src/bundled/show.ts";
import { type Bundler, bundlers } from "../src/bundlers.ts";
import type { Findings } from "../src/program.ts";
import { type Program, run, runtimes } from "../src/runtimes.ts";

const root = join(import.meta.dirname, "../../..");
const TIMEOUT = 120_000;

let published: string;
beforeAll(() => {
  published = installPublished();
  cpSync(join(import.meta.dirname, "../src"), join(published, "src"), { recursive: true });
}, TIMEOUT);
afterAll(() => rmSync(published, { recursive: true }));

const programs: Readonly<Record<string, () => Program>> = {
  "from source": () => ({
    path: join(import.meta.dirname, "../src/program.ts"),
    condition: "@cambium/source",
    readable: join(root, "packages/cpu-wasm/wasm"),
  }),
  "as published": () => ({
    path: join(published, "src/program.ts"),
    readable: join(published, "node_modules"),
  }),
};

describe.each(Object.entries(programs))("%s", (_, program) => {
  let node: Findings;
  beforeAll(() => {
    node = run("node", program());
  }, TIMEOUT);

  describe.each(runtimes)("%s", (runtime) => {
    let found: Findings;
    beforeAll(() => {
      found = runtime === "node" ? node : run(runtime, program());
    }, TIMEOUT);

    test("trains, with the same bits on 1 and 2 threads", () => {
      const { trained } = found;
      expect(trained["baseline, 2 threads"]).toEqual(trained["baseline, 1 thread"]);
      expect(trained["relaxed, 2 threads"]).toEqual(trained["relaxed, 1 thread"]);
      expect(trained["relaxed, 2 threads, inlined"]).toEqual(trained["relaxed, 1 thread"]);
    });

    test("workers take a part of the work", () => {
      expect(found.workersHelp).toBe(true);
    });

    test("the baseline build gives the bits that Node gives", () => {
      expect(found.trained["baseline, 1 thread"]).toEqual(node.trained["baseline, 1 thread"]);
    });

    test("the relaxed build rounds multiplication and addition once as in Node, or twice as the baseline does", () => {
      expect([node.trained["relaxed, 1 thread"], node.trained["baseline, 1 thread"]]).toContainEqual(
        found.trained["relaxed, 1 thread"],
      );
    });

    test("wide is for Node alone", () => {
      if (runtime === "node") expect(found.wide).toBe("wide");
      else expect(found.wide).toMatch(/wide needs Node/);
    });
  });
});

describe("bundled", () => {
  let unbundled: Shown;
  beforeAll(() => {
    unbundled = run("node", { path: join(published, "src/bundled/main.ts") });
    expect(unbundled.workersHelp).toBe(true);
  }, TIMEOUT);

  /** Bundles a program of `src/bundled`. Returns the folder and the path of the bundle. */
  const bundle = async (bundler: Bundler, entry: "main" | "inlined"): Promise<[string, string]> => {
    const folder = join(published, "bundles", bundler, entry);
    return [folder, await bundlers[bundler](join(published, "src/bundled", `${entry}.ts`), folder)];
  };

  test.each(Object.keys(bundlers) as Bundler[])(
    "the entry /inlined, by %s",
    async (bundler) => {
      const [, path] = await bundle(bundler, "inlined");
      expect(run("node", { path })).toEqual(unbundled);
    },
    TIMEOUT,
  );

  test(
    "the entry /inlined, in Deno with no permission at all",
    async () => {
      const [, path] = await bundle("esbuild", "inlined");
      expect(run<Shown>("deno", { path })).toEqual(unbundled);
    },
    TIMEOUT,
  );

  test(
    "the main entry, by vite, which takes the .wasm files along",
    async () => {
      const [folder, path] = await bundle("vite", "main");
      const names = globSync("assets/*.wasm", { cwd: folder }).map((file) => /\w+/.exec(basename(file))![0]);
      // In addition to those of other packages, such as the JPEG decoder.
      expect(names).toEqual(expect.arrayContaining(["general", "matrix", "matrixRelaxed", "matrixWide"]));
      expect(run("node", { path })).toEqual(unbundled);
    },
    TIMEOUT,
  );

  test(
    "the main entry, by esbuild, which leaves them out: the error says what to do",
    async () => {
      const [, path] = await bundle("esbuild", "main");
      expect(() => run("node", { path })).toThrow(
        /Did a bundler leave it out\? Serve the file there, or use the entry @cambium\/cpu-wasm\/inlined\./,
      );
    },
    TIMEOUT,
  );
});
