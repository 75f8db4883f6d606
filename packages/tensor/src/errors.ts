/** Sizes or ranks that do not fit together. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/** A data type that an operation, a backend or a reader cannot take. */
export class DTypeError extends Error {
  override readonly name = "DTypeError";
}

/** A backend that is missing, mixed with another one, out of memory, or unable to do what was asked. */
export class BackendError extends Error {
  override readonly name = "BackendError";
}

/** A tensor that was used after its memory was given back. */
export class DisposedError extends Error {
  override readonly name = "DisposedError";
}
