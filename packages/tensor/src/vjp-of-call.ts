import { elementwiseVjp } from "./elementwise-gradient.ts";
import { ElementwiseOp } from "./elementwise-op.ts";
import type { Call, Cotangents, Op } from "./recorder.ts";

/** True if gradients can pass through an op: it defines a `vjp`, or it is a formula, whose gradient is derived. */
export function isDifferentiable(op: Op<never>): boolean {
  return op.vjp !== undefined || op instanceof ElementwiseOp;
}

/**
 * Vector-Jacobian product of a call, for recorders that compute gradients. It is separate from the ops, so that programs
 * without gradients do not load the code that derives them.
 *
 * @param cotangents Cotangent of each output, or undefined.
 * @param needed True for each input that needs a gradient.
 * @returns Gradient of each needed input that has one: a tensor made by this call, or one of the cotangents.
 */
// biome-ignore lint/suspicious/noExplicitAny: recorders hear ops with attributes of every type.
export function vjpOfCall(call: Call<any>, cotangents: Cotangents, needed: readonly boolean[]): Cotangents {
  const { op } = call;
  if (op instanceof ElementwiseOp) return elementwiseVjp(op, call, cotangents, needed);
  return op.vjp?.(call, cotangents, needed) ?? [];
}
