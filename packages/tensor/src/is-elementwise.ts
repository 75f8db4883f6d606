import { ElementwiseOp } from "./elementwise-op.ts";
import type { Op } from "./recorder.ts";

/**
 * Whether an op is a formula, so that each element of its results depends on the same place of its inputs alone. For
 * recorders; kept apart from the ops, so that programs without such recorders do not carry it.
 */
export function isElementwise(op: Op<never>): boolean {
  return op instanceof ElementwiseOp;
}
