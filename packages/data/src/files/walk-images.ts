import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "../errors.ts";

const ending = /\.(png|jpe?g|jfif)$/i;

/**
 * Returns the paths of the images at any depth in a folder. Links to a folder above are not followed.
 *
 * @param above Folders above this one.
 */
export async function imagesBelow(folder: string, above: readonly string[] = []): Promise<string[]> {
  const entries = await entriesOf(folder);
  const here = await realpath(folder);
  if (above.includes(here)) return [];
  const paths: string[] = [];
  for (const { name, isFolder } of entries) {
    const path = join(folder, name);
    if (isFolder) for (const one of await imagesBelow(path, [...above, here])) paths.push(one);
    else if (ending.test(name)) paths.push(path);
  }
  return paths;
}

/** An entry of a folder. */
export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * Returns the entries of a folder, sorted, without hidden ones.
 *
 * @throws {DataError} If it cannot be read.
 */
export async function entriesOf(folder: string): Promise<Entry[]> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(isVisible);
    const found = entries.map(async (entry) => ({
      name: entry.name,
      isFolder: entry.isSymbolicLink() ? await leadsToFolder(join(folder, entry.name)) : entry.isDirectory(),
    }));
    return (await Promise.all(found)).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`imageFolder: a folder cannot be read: ${reason}. Check the path ${folder}.`, {
      cause,
    });
  }
}

/** Reports whether an entry may be an image or a folder. Reading a pipe, for example, would never end. */
function isVisible(entry: Dirent): boolean {
  return !entry.name.startsWith(".") && (entry.isFile() || entry.isDirectory() || entry.isSymbolicLink());
}

/** Reports whether a link points to a folder. A broken link counts as a file; reading it gives an error. */
function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}
