import { elementwiseVjp } from "./elementwise-gradient.ts";
import { ElementwiseOp } from "./elementwise-op.ts";
import type { Call, Cotangents, Op } from "./recorder.ts";

/** Whether gradients can pass through an op: it says how, or it is a formula, from which the gradient is derived. */
export function isDifferentiable(op: Op<never>): boolean {
  return op.vjp !== undefined || op instanceof ElementwiseOp;
}

/**
 * The vector-Jacobian product of a call, for recorders that compute gradients. Kept apart from the ops, so that a
 * program which never asks for a gradient does not carry what derives them.
 *
 * @param cotangents One for each output, or undefined.
 * @param needed Which inputs need a gradient.
 * @returns A gradient for each needed input that has one: tensors made by this call, or the cotangents given.
 */
// biome-ignore lint/suspicious/noExplicitAny: recorders hear ops with attributes of every type.
export function vjpOfCall(call: Call<any>, cotangents: Cotangents, needed: readonly boolean[]): Cotangents {
  const { op } = call;
  if (op instanceof ElementwiseOp) return elementwiseVjp(op, call, cotangents, needed);
  return op.vjp?.(call, cotangents, needed) ?? [];
}
