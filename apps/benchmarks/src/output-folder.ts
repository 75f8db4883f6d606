import { access, constants, mkdir } from "node:fs/promises";
import { textOf, UsageError } from "./usage-error.ts";

/**
 * Makes a folder for results, and the ones above it, unless it is there.
 *
 * @throws {UsageError} If nothing can be written there.
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
