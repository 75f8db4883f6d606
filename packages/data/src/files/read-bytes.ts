import { readFile } from "node:fs/promises";
import { requirePath } from "../checks.ts";
import { DataError } from "../errors.ts";

/**
 * Reads the bytes of a file.
 *
 * @throws {DataError} If it cannot be read.
 */
export async function readBytes(op: string, path: string): Promise<Uint8Array> {
  requirePath(op, path);
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${op}: cannot read a file: ${reason}. Check the path ${path}.`, { cause });
  }
}
