/** A parameter that is read before it has a value. */
export class UninitializedError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "UninitializedError";
}
