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
 * @param target Values that the predictions should match, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
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
