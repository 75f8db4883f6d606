/** Error about invalid data: a truncated file, another format, a label out of range, counts that do not match. */
export class DataError extends Error {
  /** Identifies this error where `instanceof` cannot: across realms, or between two copies of the package. */
  override readonly name = "DataError";
}
