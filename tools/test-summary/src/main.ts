import { existsSync, readFileSync } from "node:fs";
import { summary } from "./summary.ts";

const [path, exitCode] = process.argv.slice(2) as [string, string];
const report = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
console.log(summary(report, Number(exitCode)));
