import { add, logSoftmax, mul, neg, scope, sum, type Tensor } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { classLosses, requireClassIndices } from "./class-index.ts";
import { requireClassWeights, spreadOverClasses } from "./class-weights.ts";
import { type IndexLossOptions, indexLoss, indexLossNames } from "./index-loss.ts";
import { reduce } from "./reduction.ts";
import { requireTensors } from "./require-tensors.ts";
import { requireSameShape } from "./same-shape.ts";
import { asBatch, isUnbatched } from "./unbatched.ts";
import { weigh } from "./weigh.ts";

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions extends IndexLossOptions {
  /** Share of every target that is spread evenly over all classes, in [0, 1]. Default: 0. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy between logits and classes, in nats.
 *
 * With class indices: lossᵢ = −weight[tᵢ]·log softmax(logits)[i, tᵢ], and the mean divides by the sum of the weights
 * used. With probabilities p: lossᵢ = −Σ_c weight[c]·p[i, c]·log softmax(logits)[i, c]. Smoothing by s replaces each
 * target distribution p by (1 − s)·p + s/classes. A logit of −∞ marks an impossible class: it costs nothing if its probability or
 * weight is 0, and the loss is ∞ otherwise. A logit of ∞ gives NaN.
 *
 * @param logits Unnormalized scores, shape [N, classes, …]; dimensions after the classes are positions, such as pixels. A single
 *   sample has shape [classes].
 * @param target Class indices in [0, classes), int32, shape [N, …] or []; or float probabilities of the shape of the logits.
 * @returns A scalar, or with reduction "none" shape [N, …] or []. If no sample counts (an empty
 * batch, or every sample ignored), the mean is NaN and the sum 0.
 * @throws {ShapeError | DTypeError} If the target, or the weight, does not fit the logits.
 * @throws {RangeError} If a class index does not exist, or an option is out of range.
 * @see Goodfellow, Bengio, Courville: Deep Learning, §6.2.2.3; Szegedy et al. 2016 for the smoothing.
 * @example
 * const loss = crossEntropy(model.forward(x, mode), labels);
 */
export function crossEntropy(logits: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  checkOptions("crossEntropy", options, ["labelSmoothing", ...indexLossNames]);
  requireTensors("crossEntropy", logits, target);
  if (isUnbatched(logits, target)) return asBatch(logits, target, (x, t) => crossEntropy(x, t, options));
  const { weight, labelSmoothing = 0 } = options;
  const isProbability = target.dtype === "float32" || target.dtype === "float64";
  if (isProbability)
    requireSameShape("crossEntropy", logits, target, 'Class indices are int32: cast(target, "int32").');
  else requireClassIndices("crossEntropy", logits, target);
  requireClassWeights("crossEntropy", "weight", weight, logits);
  requireShare(labelSmoothing);
  return scope(() => {
    if (isProbability) return againstProbabilities(logits, target, options);
    return againstIndices(logits, target, options);
  });
}

function requireShare(labelSmoothing: number): void {
  if (labelSmoothing >= 0 && labelSmoothing <= 1) return;
  throw new RangeError(
    `crossEntropy: labelSmoothing must be in [0, 1]: got ${inWords(labelSmoothing)}. Use a small share, such as 0.1.`,
  );
}

/** log softmax times the class weights. */
function weightedLogProbabilities(logits: Tensor, weight: Tensor | undefined): Tensor {
  const logProbabilities = logSoftmax(logits, 1);
  return weight ? weigh(spreadOverClasses(weight, logits), logProbabilities) : logProbabilities;
}

function againstProbabilities(
  logits: Tensor,
  target: Tensor,
  { weight, labelSmoothing: s = 0, reduction }: CrossEntropyOptions,
): Tensor {
  const smoothed = s === 0 ? target : add(mul(target, 1 - s), s / logits.shape[1]!);
  const weighted = weightedLogProbabilities(logits, weight);
  return reduce("crossEntropy", neg(sum(weigh(smoothed, weighted), 1)), reduction);
}

/** With smoothing: (1 − s)·weight[t]·hard + s/classes·Σ_c −weight[c]·log softmax(logits)[c]. */
function againstIndices(logits: Tensor, target: Tensor, options: CrossEntropyOptions): Tensor {
  const { weight, labelSmoothing: s = 0 } = options;
  const hard = (classes: Tensor): Tensor => classLosses("crossEntropy", logits, classes);
  if (s === 0) return indexLoss("crossEntropy", logits, target, options, hard);
  return indexLoss("crossEntropy", logits, target, options, hard, (weighted) => {
    const spread = sum(weightedLogProbabilities(logits, weight), 1);
    return add(weigh(1 - s, weighted), weigh(-s / logits.shape[1]!, spread));
  });
}
