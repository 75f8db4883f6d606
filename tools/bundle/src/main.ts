import { globSync, readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { entriesOf } from "./entries.ts";

// Run in a package's folder.
for (const old of globSync("dist/*.{js,js.map}")) rmSync(old);
await build({
  entryPoints: entriesOf(JSON.parse(readFileSync("package.json", "utf8"))),
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
});
