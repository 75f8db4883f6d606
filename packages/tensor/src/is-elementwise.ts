import { ElementwiseOp } from "./elementwise-op.ts";
import type { Op } from "./recorder.ts";

/**
 * True if an op is a formula, so that each element of its results depends only on the same element of its inputs. It is for
 * recorders, and separate from the ops, so that programs without such recorders do not load it.
 */
export function isElementwise(op: Op<never>): boolean {
  return op instanceof ElementwiseOp;
}
