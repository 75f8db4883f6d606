/** Data that is not what it should be: a truncated or foreign file, a label out of range, counts that differ. */
export class DataError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "DataError";
}
