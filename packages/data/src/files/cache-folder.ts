import { homedir } from "node:os";
import { join } from "node:path";

/** Where downloads are kept: `CAMBIUM_CACHE`, else `cambium` in the user's cache folder (`XDG_CACHE_HOME`, `~/.cache`). */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return (
    environment.CAMBIUM_CACHE || join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "cambium")
  );
}
