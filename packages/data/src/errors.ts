/** Data that is not what it should be: a truncated or foreign file, a label out of range, counts that differ. */
export class DataError extends Error {
  override readonly name = "DataError";
}
