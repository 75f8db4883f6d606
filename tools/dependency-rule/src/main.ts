import { join } from "node:path";
import { allowedImports } from "./allowed.ts";
import { circles } from "./circles.ts";
import { violations } from "./violations.ts";

const root = join(import.meta.dirname, "../../..");
const found = violations(root, allowedImports);
for (const line of [...found, ...circles(root)]) {
  console.error(line);
  process.exitCode = 1;
}
if (found.length > 0) console.error("\nThe table is tools/dependency-rule/src/allowed.ts.");
