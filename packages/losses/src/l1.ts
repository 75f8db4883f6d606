import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

const absoluteError = /* @__PURE__ */ elementwise("l1", (s, input, target) => s.abs(s.sub(input, target)));

/**
 * Mean absolute error.
 *
 * loss = mean of |inputᵢ − targetᵢ|
 *
 * The gradient is 0 where they are equal.
 *
 * @param input Predictions, any shape.
 * @param target Values that the predictions should match, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If the reduction is unknown.
 * @see PyTorch, torch.nn.functional.l1_loss.
 * @example
 * const loss = l1(model.forward(x), y);
 */
export function l1(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  checkOptions("l1", options, ["reduction"]);
  requireSameShape("l1", input, target);
  return scope(() => reduce("l1", absoluteError(input, target), options.reduction));
}
