import { globSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import * as vite from "vite";

/** Bundles a program into a folder and returns the path of the bundle. */
type Bundle = (program: string, folder: string) => Promise<string>;

async function withEsbuild(program: string, folder: string, options: esbuild.BuildOptions): Promise<string> {
  const outfile = join(folder, "bundle.js");
  await esbuild.build({
    entryPoints: [program],
    outfile,
    bundle: true,
    format: "esm",
    minify: true,
    ...options,
  });
  return outfile;
}

/** Bundles as for a page, but without features that only pages have, so that Node can run the bundle. */
async function withVite(program: string, folder: string): Promise<string> {
  await vite.build({
    configFile: false,
    logLevel: "error",
    root: folder,
    base: "./",
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "esnext",
      modulePreload: { polyfill: false },
      rolldownOptions: { input: program },
    },
  });
  return globSync(join(folder, "assets/*.js"))[0]!;
}

/** Bundlers by name. */
export const bundlers = {
  esbuild: (program, folder) => withEsbuild(program, folder, {}),
  "esbuild that keeps names": (program, folder) => withEsbuild(program, folder, { keepNames: true }),
  vite: withVite,
} as const satisfies Record<string, Bundle>;

/** Name of a bundler. */
export type Bundler = keyof typeof bundlers;
