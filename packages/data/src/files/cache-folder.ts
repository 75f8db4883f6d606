import { homedir } from "node:os";
import { join } from "node:path";

/** Folder of downloads: `CAMBIUM_CACHE`, or else `cambium` in the user's cache folder (`XDG_CACHE_HOME`, `~/.cache`). */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return (
    environment.CAMBIUM_CACHE || join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "cambium")
  );
}
