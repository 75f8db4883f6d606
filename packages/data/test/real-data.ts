import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = process.env.CAMBIUM_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** Path of a real data set, if it exists in the folder CAMBIUM_DATA, or in ../shared/data next to the repository. */
export function realData(name: string): { path: string; missing: boolean; title: string } {
  const path = `${folder}/${name}`;
  const missing = !existsSync(path);
  return { path, missing, title: missing ? `${name} (skipped: ${path} is missing; set CAMBIUM_DATA)` : name };
}
