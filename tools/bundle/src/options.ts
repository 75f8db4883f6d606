import type { BuildOptions } from "esbuild";

/** How packages are bundled. */
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
