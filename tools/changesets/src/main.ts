import { join } from "node:path";
import { problems } from "./problems.ts";

const found = problems(join(import.meta.dirname, "../../.."));
for (const problem of found) console.error(problem);
if (found.length > 0) {
  console.error("\nWrite changesets with: pnpm changeset");
  process.exitCode = 1;
}
