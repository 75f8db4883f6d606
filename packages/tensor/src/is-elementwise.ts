import { ElementwiseOp } from "./elementwise-op.ts";
import type { Op } from "./recorder.ts";

/**
 * True if an op is elementwise: each element of its results depends only on the same element of its inputs. This test
 * is for recorders. It is separate from the ops so that programs without such recorders do not load it.
 */
export function isElementwise(op: Op<never>): boolean {
  return op instanceof ElementwiseOp;
}
