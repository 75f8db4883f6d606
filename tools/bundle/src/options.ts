import type { BuildOptions } from "esbuild";

/** Options of esbuild for packages. */
export const options = {
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunk-[hash]",
  packages: "external",
  format: "esm",
  platform: "neutral",
  target: "es2024",
  sourcemap: true,
  // The sources are part of the package.
  sourcesContent: false,
  logLevel: "warning",
} as const satisfies BuildOptions;
