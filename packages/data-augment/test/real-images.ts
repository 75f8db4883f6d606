import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = process.env.CAMBIUM_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** Path of real photographs, if they exist: in the folder CAMBIUM_DATA, or in ../shared/data next to the repository. */
export function realImages(): { path: string; missing: boolean; title: string } {
  const path = `${folder}/images`;
  const missing = !existsSync(path);
  const title = "photographs";
  return {
    path,
    missing,
    title: missing ? `${title} (skipped: ${path} is missing; set CAMBIUM_DATA)` : title,
  };
}
