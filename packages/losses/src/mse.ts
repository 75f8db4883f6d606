import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

const squaredError = /* @__PURE__ */ elementwise("mse", (s, input, target) => s.square(s.sub(input, target)));

/**
 * Mean squared error.
 *
 * loss = mean of (inputᵢ − targetᵢ)²
 *
 * @param input Predictions, any shape.
 * @param target What they should be, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. The mean of no elements is NaN, their sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If the reduction is unknown.
 * @example
 * const loss = mse(model.forward(x), y);
 */
export function mse(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  checkOptions("mse", options, ["reduction"]);
  requireSameShape("mse", input, target);
  return scope(() => reduce("mse", squaredError(input, target), options.reduction));
}
