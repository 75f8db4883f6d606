import { neg, scope, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { pickClass, requireClassIndices } from "./class-index.ts";
import { requireClassWeights } from "./class-weights.ts";
import { type IndexLossOptions, indexLoss, indexLossNames } from "./index-loss.ts";
import { requireTensors } from "./require-tensors.ts";
import { asBatch, isUnbatched } from "./unbatched.ts";

/** Options of {@link nll}. */
export type NllOptions = IndexLossOptions;

/**
 * Negative log-likelihood of classes, in nats: `crossEntropy` for inputs that are already log-probabilities.
 *
 * lossᵢ = −weight[tᵢ]·input[i, tᵢ], and the mean divides by the sum of the weights used
 *
 * @param input Log-probabilities, shape [N, classes, …]; dimensions after the classes are positions, such as pixels. A single
 *   sample has shape [classes].
 * @param target Class indices in [0, classes), int32, shape [N, …] or [].
 * @returns A scalar, or with reduction "none" shape [N, …] or []. If no sample counts (an empty
 * batch, or every sample ignored), the mean is NaN and the sum 0.
 * @throws {ShapeError | DTypeError} If the target, or the weight, does not fit the input.
 * @throws {RangeError} If a class index does not exist, or the reduction is unknown.
 * @see PyTorch, torch.nn.functional.nll_loss.
 * @example
 * const loss = nll(logSoftmax(logits, 1), labels);
 */
export function nll(input: Tensor, target: Tensor, options: NllOptions = {}): Tensor {
  checkOptions("nll", options, indexLossNames);
  requireTensors("nll", input, target);
  if (isUnbatched(input, target)) return asBatch(input, target, (x, t) => nll(x, t, options));
  requireClassIndices("nll", input, target);
  requireClassWeights("nll", "weight", options.weight, input);
  return scope(() =>
    indexLoss("nll", input, target, options, (classes) => neg(pickClass("nll", input, classes))),
  );
}
