import { DTypeError, formatShape, ShapeError, type Tensor, zerosLike } from "@cambium/tensor";

/**
 * Checks that a value can be differentiated.
 *
 * @throws {ShapeError} If it is not a scalar.
 * @throws {DTypeError} If it is not a float.
 */
export function requireScalar(caller: string, value: Tensor): void {
  if (value.rank !== 0) {
    throw new ShapeError(
      `${caller}: the function must return a scalar: got shape ${formatShape(value.shape)}. Reduce it with sum or mean, or use vjp.`,
    );
  }
  requireFloats(caller, [value]);
}

/**
 * Checks that tensors can have gradients.
 *
 * @throws {DTypeError} If one is not a float.
 */
export function requireFloats(caller: string, tensors: readonly Tensor[]): void {
  const odd = tensors.find((x) => x.dtype !== "float32" && x.dtype !== "float64");
  if (odd)
    throw new DTypeError(
      `${caller}: only floats have gradients: got ${odd.dtype}. Cast it: cast(x, "float32").`,
    );
}

/** The gradient of each variable, or zeros where the function does not depend on it. */
export function gradientsOrZeros(
  found: readonly (Tensor | undefined)[],
  variables: readonly Tensor[],
): Tensor[] {
  return variables.map((variable, i) => found[i] ?? zerosLike(variable));
}
