import { DataError } from "@cambium/data";
import { UsageError } from "../usage-error.ts";

/**
 * Waits for a download, and adds the alternatives to its error message if it fails.
 *
 * @throws {UsageError} If the download fails.
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
