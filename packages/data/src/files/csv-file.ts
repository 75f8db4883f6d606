import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { requirePath } from "../checks.ts";
import { DataError } from "../errors.ts";

/** Bytes read at a time. Small parts keep the heap small. */
const PART = 2 ** 14;

/** Parts of a CSV file. Each loop reads the file again. */
export interface CsvFile extends AsyncIterable<Uint8Array> {
  /** Path of the file. */
  readonly path: string;
}

/**
 * Reads a CSV file, plain or gzip, in parts for `readCsv` and `csvStream`; for Node, Deno and Bun. Only one part is in
 * memory at a time. Errors name the file.
 *
 * @throws {DataError} In the loop, if the file cannot be read, or its gzip data are broken.
 * @example
 * const rides = csvStream(() => csvFile("taxi.csv.gz"), { y: "fare" });
 */
export function csvFile(path: string): CsvFile {
  requirePath("csvFile", path);
  return { path, [Symbol.asyncIterator]: () => partsOf(path) };
}

async function* partsOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    const packed = await isGzip(path);
    const bytes = createReadStream(path, { highWaterMark: PART });
    // With compose, errors of both streams reach the loop, and leaving the loop closes both. With pipe they would not.
    yield* packed ? bytes.compose(createGunzip()) : bytes;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`csvFile: cannot read a file: ${reason}. Check ${path}.`, { cause });
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
