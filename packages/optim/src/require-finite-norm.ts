import { norm, scope, type Tensor } from "@cambium/tensor";
import type { Tensors } from "./rule.ts";

/**
 * Checks that the norm of gradients is finite, where the backend can read it at once.
 *
 * @throws {RangeError} If it is NaN or infinite, naming the parameters whose gradients are.
 */
export function requireFiniteNorm(length: Tensor, grads: Tensors): void {
  if (!length.backend.readSync || Number.isFinite(length.item())) return;
  const names = Object.keys(grads).filter((name) => !hasFiniteElements(grads[name]!));
  const advice = "Lower the learning rate, or find the first bad op: requireFinite(loss, { step, compute }).";
  if (names.length > 0) {
    throw new RangeError(
      `clipByGlobalNorm: the gradients of ${names.join(", ")} are not finite: their norm is ${length.item()}. ${advice}`,
    );
  }
  throw new RangeError(
    `clipByGlobalNorm: the norm of all gradients is beyond ${length.dtype}, although each gradient is finite. ${advice}`,
  );
}

/** True if no element is NaN or infinite. */
function hasFiniteElements(x: Tensor): boolean {
  return scope(() => Number.isFinite(norm(x, undefined, { order: Number.POSITIVE_INFINITY }).item()));
}
