import { existsSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.CAMBIUM_DATA ?? join(import.meta.dirname, "../../../../shared/data");

/** A real data set, which may be missing: in the folder CAMBIUM_DATA, or in ../shared/data next to the repository. */
export function realData(name: string): { path: string; missing: boolean; title: string } {
  const path = join(folder, name);
  const missing = !existsSync(path);
  return { path, missing, title: missing ? `${name} (skipped: ${path} is missing; set CAMBIUM_DATA)` : name };
}
