import { globSync, readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { entriesOf } from "./entries.ts";
import { options } from "./options.ts";

// Runs in the folder of a package.
for (const old of globSync("dist/*.{js,js.map}")) rmSync(old);
await build({ ...options, entryPoints: entriesOf(JSON.parse(readFileSync("package.json", "utf8"))) });
