import type { KernelOp } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import {
  attributesOf,
  countable,
  type ReduceAttributes,
  type ReduceOptions,
  reduceAs,
  reduction,
  spread,
} from "./reduction.ts";

const sumOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction(
  "sum",
  ({ inputs: [x], attributes: { axes } }, [g]) => [g && spread(g, x!.shape, axes)],
);

/** Sum over some dimensions or all; 0 over nothing. int32 and bool give int32. */
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceAs(sumOp, x, countable(x), attributesOf("sum", x, options));
}
