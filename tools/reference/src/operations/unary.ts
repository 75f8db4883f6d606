import type { Tensor } from "@cambium/tensor";
import { type Operation, operation } from "../operation.ts";

/** A function of one tensor `x`, without attributes. */
export function unary(f: (x: Tensor) => Tensor): Operation {
  return operation(["x"], [], ({ x }) => f(x));
}
