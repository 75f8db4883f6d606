import { DataError } from "@cambium/data";
import { UsageError } from "../usage-error.ts";

/**
 * Waits for a download, and says what else there is if it fails.
 *
 * @throws {UsageError} Instead of its error.
 */
export async function orAdvice<Result>(download: Promise<Result>): Promise<Result> {
  try {
    return await download;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new UsageError(
      `${error.message}\nOr name the folder that holds the files with --data-dir; ` +
        "or use --data digits, which needs no download.",
    );
  }
}
