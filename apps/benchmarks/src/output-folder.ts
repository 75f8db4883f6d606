import { access, constants, mkdir } from "node:fs/promises";
import { textOf, UsageError } from "./usage-error.ts";

/**
 * Creates a folder for results, with its parents, if it does not exist.
 *
 * @throws {UsageError} If it is not writable.
 */
export async function prepareOutputFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `--out ${folder}: nothing can be written there: ${textOf(error)}. Name a folder of yours, such as --out runs/first.`,
    );
  }
}
