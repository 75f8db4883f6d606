import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { requirePath } from "../checks.ts";
import { DataError } from "../errors.ts";

/** Bytes read at a time. Small parts keep what is alive small, and with it the heap. */
const PART = 2 ** 14;

/** The parts of a CSV file; each loop reads it anew. */
export interface CsvFile extends AsyncIterable<Uint8Array> {
  /** Where it is; for messages, too. */
  readonly path: string;
}

/**
 * The parts of a CSV file, plain or gzip, for `readCsv` and `csvStream`; for Node, Deno and Bun. No more than a part is
 * held in memory. Messages name the file.
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
    // compose, not pipe: then an error of either reaches the loop, and leaving the loop closes both.
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
