import { inWords } from "@cambium/tensor/checks";

// Checks of arguments for plain JavaScript, where no compiler makes them. Each error names the function and the value.

/**
 * Checks that an argument is a data set or a stream.
 *
 * @throws {TypeError} If it is neither.
 */
export function requireDataset(op: string, dataset: unknown): void {
  const { length, get, pass } = (dataset ?? {}) as Partial<Record<"length" | "get" | "pass", unknown>>;
  if (typeof pass === "function" || (typeof length === "number" && typeof get === "function")) return;
  throw new TypeError(
    `${op}: this is not a data set: got ${inWords(dataset)}. Pass one with length and get(index), or a stream.`,
  );
}

/**
 * Checks that an argument is a data set whose samples have indices.
 *
 * @throws {TypeError} If it is a stream, or not a data set.
 */
export function requireNumbered(op: string, dataset: object): void {
  requireDataset(op, dataset);
  if (!("pass" in dataset)) return;
  throw new TypeError(
    `${op}: the samples of a stream have no numbers. Pass a data set with length and get(index).`,
  );
}

/**
 * Checks that an argument is a function.
 *
 * @param example Correct code to show in the error.
 * @throws {TypeError} If it is not.
 */
export function requireFunction(op: string, name: string, value: unknown, example: string): void {
  if (typeof value === "function") return;
  throw new TypeError(`${op}: ${name} must be a function: got ${inWords(value)}. Write ${example}.`);
}

/**
 * Checks that an argument is an array, a typed array, or array-like.
 *
 * @throws {TypeError} If it is not.
 */
export function requireArray(op: string, name: string, value: unknown): void {
  if (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { length?: unknown }).length === "number"
  )
    return;
  throw new TypeError(`${op}: ${name} must be an array: got ${inWords(value)}.`);
}

/**
 * Checks that an argument holds the bytes of a file.
 *
 * @throws {TypeError} If it does not.
 */
export function requireBytes(op: string, bytes: unknown): void {
  if (bytes instanceof Uint8Array) return;
  throw new TypeError(
    `${op}: the bytes must be a Uint8Array: got ${inWords(bytes)}. Pass new Uint8Array(buffer), or await readFile(path).`,
  );
}

/**
 * Checks that an argument is the path of a file or a folder.
 *
 * @throws {TypeError} If it is not.
 */
export function requirePath(op: string, path: unknown): void {
  if (typeof path === "string") return;
  throw new TypeError(`${op}: the path must be a string: got ${inWords(path)}.`);
}
