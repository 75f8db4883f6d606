import type { Tensor } from "@cambium/tensor";
import { type MarginOptions, marginLoss } from "./margin-loss.ts";

/**
 * Multi-class hinge loss that minds large violations more: each is squared.
 *
 * lossᵢ = weight[tᵢ]/classes · Σ_{c ≠ tᵢ} max(0, margin − input[i, tᵢ] + input[i, c])²
 *
 * @param input Scores, shape [N, classes, …]; dimensions after the classes are positions, such as pixels.
 * @param target Class indices in [0, classes), int32, shape [N, …].
 * @returns A scalar, or with reduction "none" shape [N, …]. The mean is over samples, whatever their weights.
 * @throws {ShapeError | DTypeError} If the target, or the weight, does not fit the input.
 * @throws {RangeError} If a class index does not exist, the margin is not above 0, or the reduction is unknown.
 * @see PyTorch, torch.nn.functional.multi_margin_loss with p = 2.
 */
export function squaredHinge(input: Tensor, target: Tensor, options: MarginOptions = {}): Tensor {
  return marginLoss("squaredHinge", input, target, options);
}
