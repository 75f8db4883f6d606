import { join } from "node:path";
import { problems } from "./problems.ts";

const places = process.argv.slice(2);
const found = problems(join(import.meta.dirname, "../../.."), places.length > 0 ? places : ["."]);
for (const problem of found) console.error(problem);
if (found.length > 0) {
  console.error(`\n${found.length} passages to rewrite. The rules are in tools/prose/src/rules.ts.`);
  process.exitCode = 1;
}
