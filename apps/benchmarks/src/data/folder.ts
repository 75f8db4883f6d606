import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { textOf, UsageError } from "../usage-error.ts";

/** Sorted names of the files in a folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    throw new UsageError(`${folder} cannot be read: ${textOf(error)}. Name the folder that holds the files.`);
  }
}

/**
 * Returns the paths of the files in a folder whose names match, in the order of their names.
 *
 * @param needed Description of the files, for the message.
 * @throws {UsageError} If no file matches.
 */
export async function findFiles(folder: string, pattern: RegExp, needed: string): Promise<string[]> {
  const names = await namesIn(folder);
  const found = names.filter((name) => pattern.test(name));
  if (found.length > 0) return found.map((name) => join(folder, name));
  const there = names.length > 0 ? names.slice(0, 8).join(", ") : "nothing";
  throw new UsageError(
    `${folder} holds no ${needed}. Found there: ${there}. Put it there, or name another folder.`,
  );
}
