import { checkOptions } from "@cambium/tensor/checks";
import { unzipSync } from "fflate";
import { crc32 } from "../bytes/crc32.ts";
import { requireBytes } from "../checks.ts";
import { DataError } from "../errors.ts";
import { type NpyArray, readNpy } from "./npy.ts";
import { checksums } from "./zip-checksums.ts";

/** Options of {@link readNpz}. */
export interface NpzOptions {
  /** Name of the file, for messages. Default: "the file". */
  readonly name?: string;
  /**
   * Maximum number of unpacked bytes, so that a small file cannot fill all memory. Default: 64 MiB, or 100 times the size of the
   * file if that is more.
   */
  readonly maxBytes?: number;
}

/** Maximum number of arrays in a file. */
const MAX_ARRAYS = 10_000;

/**
 * Reads the arrays of a `.npz` file of NumPy, by name.
 *
 * @throws {DataError} If the file is empty, not a zip archive, broken or cut short, unpacks to too many bytes, or contains
 * anything but arrays.
 * @see {@link readNpy}
 * @example
 * const { x_train, y_train } = readNpz(await readFile("mnist.npz"));
 */
export function readNpz(bytes: Uint8Array, options: NpzOptions = {}): Record<string, NpyArray> {
  checkOptions("readNpz", options, ["name", "maxBytes"]);
  requireBytes("readNpz", bytes);
  const { name = "the file", maxBytes = Math.max(2 ** 26, 100 * bytes.length) } = options;
  if (bytes.length === 0) throw new DataError(`readNpz: the file is empty: ${name}. Get the file again.`);
  const files = Object.entries(unzip(bytes, name, maxBytes));
  const sums = checksums(bytes);
  // Assignment would fail for an array called __proto__.
  return Object.fromEntries(
    files.map(([file, content]) => {
      checkContent(file, content, sums.get(file), name);
      return [file.replace(/\.npy$/, ""), readNpy(content, `${file} in ${name}`)];
    }),
  );
}

function unzip(bytes: Uint8Array, name: string, maxBytes: number): Record<string, Uint8Array> {
  let [count, total] = [0, 0];
  const admit = ({ originalSize }: { readonly originalSize: number }): boolean => {
    count++;
    total += originalSize;
    if (count > MAX_ARRAYS || !(total <= maxBytes)) throw tooMuch(bytes, name, count, total, maxBytes);
    return true;
  };
  try {
    return unzipSync(bytes, { filter: admit });
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      `readNpz: not a whole zip archive: ${name}, ${bytes.length} bytes: ${reason}. Get the file again.`,
      { cause },
    );
  }
}

/** Checks the checksum of a file. Unpacking alone finds no damage in arrays that are stored without compression. */
function checkContent(file: string, content: Uint8Array, expected: number | undefined, name: string): void {
  if (expected === undefined || crc32(content) === expected) return;
  throw new DataError(
    `readNpz: an array is damaged: ${file} in ${name} does not fit its checksum. Get the file again.`,
  );
}

function tooMuch(bytes: Uint8Array, name: string, count: number, total: number, maxBytes: number): DataError {
  return new DataError(
    `readNpz: the archive unpacks to too much: ${name}: ${count} arrays with ${total} bytes, at most ${MAX_ARRAYS} with ` +
      `${maxBytes}, from ${bytes.length} bytes. Raise maxBytes, if it is what it should be.`,
  );
}
