import { checkOptions } from "@cambium/tensor/checks";
import { type NpyArray, readNpy } from "../npy/npy.ts";
import { type NpzOptions, readNpz } from "../npy/npz.ts";
import { readBytes } from "./read-bytes.ts";

/**
 * Reads a `.npy` file, for Node, Deno and Bun. Errors name the file.
 *
 * @throws {DataError} If the file cannot be read, and as `readNpy`.
 */
export async function readNpyFile(path: string): Promise<NpyArray> {
  return readNpy(await readBytes("readNpyFile", path), path);
}

/**
 * Reads a `.npz` file, for Node, Deno and Bun. Errors name the file.
 *
 * @throws {DataError} If the file cannot be read, and as `readNpz`.
 */
export async function readNpzFile(
  path: string,
  options: Omit<NpzOptions, "name"> = {},
): Promise<Record<string, NpyArray>> {
  checkOptions("readNpzFile", options, ["maxBytes"]);
  return readNpz(await readBytes("readNpzFile", path), { ...options, name: path });
}
