import { DTypeError, formatShape, ShapeError, Tensor, zerosLike } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/**
 * Checks that a value can be differentiated.
 *
 * @throws {TypeError} If it is not a tensor.
 * @throws {ShapeError} If it is not a scalar.
 * @throws {DTypeError} If it is not a float.
 */
export function requireScalar(caller: string, value: Tensor): void {
  requireTensor(caller, value);
  if (value.rank !== 0) {
    throw new ShapeError(
      `${caller}: the function must return a scalar: got shape ${formatShape(value.shape)}. Reduce it with sum or mean, or use vjp.`,
    );
  }
  requireFloats(caller, [value]);
}

/**
 * Checks that a function returned a tensor.
 *
 * @throws {TypeError} If it did not.
 */
export function requireTensor(caller: string, value: unknown): void {
  if (value instanceof Tensor) return;
  throw new TypeError(
    `${caller}: the function must return a tensor: got ${inWords(value)}. Is a return missing?`,
  );
}

/**
 * Checks that tensors can have gradients.
 *
 * @throws {TypeError} If one is not a tensor.
 * @throws {DTypeError} If one is not a float.
 * @throws {DisposedError} If one was disposed.
 */
export function requireFloats(caller: string, tensors: readonly Tensor[]): void {
  for (const tensor of tensors) {
    if (!(tensor instanceof Tensor)) throw noTensor(caller, tensor);
    tensor.assertUsable(caller);
  }
  const odd = tensors.find((x) => x.dtype !== "float32" && x.dtype !== "float64");
  if (odd)
    throw new DTypeError(
      `${caller}: only floats have gradients: got ${odd.dtype}. Cast it: cast(x, "float32").`,
    );
}

/**
 * Checks that `f` is a function.
 *
 * @throws {TypeError} If it is not.
 */
export function requireFunction(caller: string, f: unknown): void {
  if (typeof f === "function") return;
  throw new TypeError(
    `${caller}: expected a function to run: got ${inWords(f)}. Pass one, such as () => loss.`,
  );
}

function noTensor(caller: string, found: unknown): TypeError {
  return new TypeError(`${caller}: expected a tensor: got ${inWords(found)}. Make one with tensor(…).`);
}

/** Gradient of each variable; zeros if the function does not depend on it. */
export function gradientsOrZeros(
  found: readonly (Tensor | undefined)[],
  variables: readonly Tensor[],
): Tensor[] {
  return variables.map((variable, i) => found[i] ?? zerosLike(variable));
}
