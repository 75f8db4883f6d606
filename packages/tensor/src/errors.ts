/** Thrown for sizes or ranks that do not fit together. */
export class ShapeError extends Error {
  /** Identifies this error class where `instanceof` fails: across realms, or with two copies of the package. */
  override readonly name = "ShapeError";
}

/** Thrown for a data type that an op, a backend or a reader does not support. */
export class DTypeError extends Error {
  /** Identifies this error class where `instanceof` fails: across realms, or with two copies of the package. */
  override readonly name = "DTypeError";
}

/** Thrown when a backend is missing, is mixed with another one, is out of memory, or lacks a feature. */
export class BackendError extends Error {
  /** Identifies this error class where `instanceof` fails: across realms, or with two copies of the package. */
  override readonly name = "BackendError";
}

/** Thrown when a tensor is used after it was disposed. */
export class DisposedError extends Error {
  /** Identifies this error class where `instanceof` fails: across realms, or with two copies of the package. */
  override readonly name = "DisposedError";
}
