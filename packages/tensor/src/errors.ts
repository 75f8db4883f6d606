/** Sizes or ranks that do not fit together. */
export class ShapeError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "ShapeError";
}

/** A data type that an operation, a backend or a reader cannot take. */
export class DTypeError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "DTypeError";
}

/** A backend that is missing, mixed with another one, out of memory, or unable to do what was asked. */
export class BackendError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "BackendError";
}

/** A tensor that was used after its memory was given back. */
export class DisposedError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "DisposedError";
}
