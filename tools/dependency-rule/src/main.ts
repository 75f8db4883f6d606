import { join } from "node:path";
import { allowedImports } from "./allowed.ts";
import { violations } from "./violations.ts";

const found = violations(join(import.meta.dirname, "../../.."), allowedImports);
for (const violation of found) console.error(violation);
if (found.length > 0) {
  console.error("\nThe table is tools/dependency-rule/src/allowed.ts.");
  process.exitCode = 1;
}
