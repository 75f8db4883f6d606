import {
  add,
  div,
  expand,
  formatShape,
  logSoftmax,
  mul,
  ne,
  neg,
  reshape,
  ShapeError,
  scope,
  sum,
  type Tensor,
  where,
} from "@cambium/tensor";
import { classLosses, pickClass, requireClassIndices } from "./class-index.ts";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions extends LossOptions {
  /** How much each class counts, shape [classes]. Default: 1 each. */
  readonly weight?: Tensor;
  /** An index that marks samples to leave out; any integer. Default: none. */
  readonly ignoreIndex?: number;
  /** The share of every target that is spread evenly over all classes, in [0, 1]. Default: 0. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy between logits and classes, in nats.
 *
 * With class indices: lossᵢ = −weight[tᵢ]·log softmax(logits)[i, tᵢ], and the mean divides by the weights that were
 * used. With probabilities p: lossᵢ = −Σ_c weight[c]·p[i, c]·log softmax(logits)[i, c]. Smoothing by s replaces each
 * target distribution p by (1 − s)·p + s/classes.
 *
 * @param logits Unnormalised scores, shape [N, classes, …]; dimensions after the classes are positions, such as pixels.
 * @param target Class indices in [0, classes), int32, shape [N, …]; or probabilities, a float of the logits' shape.
 * @returns A scalar, or with reduction "none" shape [N, …]. The mean of nothing (an empty batch, or every sample left
 * out) is NaN, the sum 0.
 * @throws {ShapeError | DTypeError} If the target, or the weight, does not fit the logits.
 * @throws {RangeError} If a class index does not exist, or an option is out of range.
 * @see Goodfellow, Bengio, Courville: Deep Learning, §6.2.2.3; Szegedy et al. 2016 for the smoothing.
 * @example
 * const loss = crossEntropy(model.forward(x, mode), labels);
 */
export function crossEntropy(logits: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const isProbability = target.dtype === "float32" || target.dtype === "float64";
  if (isProbability)
    requireSameShape("crossEntropy", logits, target, 'Class indices are int32: cast(target, "int32").');
  else requireClassIndices("crossEntropy", logits, target);
  checkOptions(logits, options);
  return scope(() => {
    if (!isProbability && !options.weight && !options.labelSmoothing) return plain(logits, target, options);
    const logProbabilities = logSoftmax(logits, 1);
    const weights = options.weight && spreadOverClasses(options.weight, logits);
    const weighted = weights ? mul(logProbabilities, weights) : logProbabilities;
    if (isProbability) return againstProbabilities(weighted, target, options);
    return againstIndices(weighted, target, weights, options);
  });
}

/** Class indices that all count the same, without smoothing: one op, beside what is left out. */
function plain(
  logits: Tensor,
  target: Tensor,
  { ignoreIndex, reduction = "mean" }: CrossEntropyOptions,
): Tensor {
  if (ignoreIndex === undefined)
    return reduce("crossEntropy", classLosses("crossEntropy", logits, target), reduction);
  const kept = ne(target, ignoreIndex);
  const each = where(kept, classLosses("crossEntropy", logits, where(kept, target, 0)), 0);
  return reduction === "mean" ? div(sum(each), sum(kept)) : reduce("crossEntropy", each, reduction);
}

function checkOptions(logits: Tensor, { weight, labelSmoothing = 0 }: CrossEntropyOptions): void {
  const classes = logits.shape[1];
  if (weight && (weight.rank !== 1 || weight.size !== classes)) {
    throw new ShapeError(
      `crossEntropy: weight must have shape [${classes}], one number a class: got ${formatShape(weight.shape)}. Give one for each class.`,
    );
  }
  if (labelSmoothing >= 0 && labelSmoothing <= 1) return;
  throw new RangeError(
    `crossEntropy: labelSmoothing must be in [0, 1]: got ${labelSmoothing}. Use a small share, such as 0.1.`,
  );
}

/** One number a class as a view of the shape of `logits`. */
function spreadOverClasses(weight: Tensor, logits: Tensor): Tensor {
  return expand(
    reshape(
      weight,
      logits.shape.map((size, i) => (i === 1 ? size : 1)),
    ),
    logits.shape,
  );
}

function againstProbabilities(
  weighted: Tensor,
  target: Tensor,
  { labelSmoothing: s = 0, reduction }: CrossEntropyOptions,
): Tensor {
  const smoothed = s === 0 ? target : add(mul(target, 1 - s), s / weighted.shape[1]!);
  return reduce("crossEntropy", neg(sum(mul(smoothed, weighted), { dim: 1 })), reduction);
}

function againstIndices(
  weighted: Tensor,
  target: Tensor,
  weights: Tensor | undefined,
  { ignoreIndex, labelSmoothing = 0, reduction = "mean" }: CrossEntropyOptions,
): Tensor {
  const kept = ignoreIndex === undefined ? undefined : ne(target, ignoreIndex);
  const onlyKept = (x: Tensor): Tensor => (kept ? where(kept, x, 0) : x);
  const classes = onlyKept(target);
  const hard = neg(pickClass("crossEntropy", weighted, classes));
  const each = onlyKept(labelSmoothing === 0 ? hard : smoothed(hard, weighted, labelSmoothing));
  const shares = weights ? onlyKept(pickClass("crossEntropy", weights, classes)) : kept;
  if (shares && reduction === "mean") return div(sum(each), sum(shares));
  return reduce("crossEntropy", each, reduction);
}

/** (1 − s)·hard + s/classes·Σ_c −weighted log-probability of c. */
function smoothed(hard: Tensor, weighted: Tensor, s: number): Tensor {
  return add(mul(hard, 1 - s), mul(sum(weighted, { dim: 1 }), -s / weighted.shape[1]!));
}
