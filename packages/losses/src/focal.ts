import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import { classLosses, requireClassIndices } from "./class-index.ts";
import { pickWeight, requireClassWeights } from "./class-weights.ts";
import { type LossOptions, reduce } from "./reduction.ts";

/** Options of {@link focal}. */
export interface FocalOptions extends LossOptions {
  /** γ, the focusing exponent: larger values give less weight to well-classified samples. At least 0, which gives the cross-entropy. Default: 2. */
  readonly gamma?: number;
  /** α, the weight of each class, shape [classes]. Default: 1 each. */
  readonly alpha?: Tensor;
}

/** Smaller than every relevant 1 − p. Keeps the slope of (1 − p)^γ finite for γ < 1 at p = 1. */
const SMALLEST = 1e-37;

/** (1 − p)^γ·u from u = −log p, accurate for p near 1. Its slope is (1 − p)^γ·(1 + γ·p·u/(1 − p)). */
const focused = /* @__PURE__ */ elementwise("focal", (s, surprise, gamma, alpha) => {
  const probability = s.exp(s.neg(surprise));
  const missing = s.max(s.neg(s.expm1(s.neg(surprise))), SMALLEST);
  const focus = s.pow(missing, gamma);
  const loss = s.mul(focus, surprise);
  const relative = s.mul(gamma, s.div(s.weighted(probability, surprise), missing));
  return s.derived(s.weighted(alpha, loss), [
    [surprise, s.mul(alpha, s.mul(focus, s.add(1, relative)))],
    [alpha, loss],
  ]);
});

/**
 * Focal loss between logits and class indices, in nats: cross-entropy that gives little weight to well-classified samples.
 * For binary logits use `binaryFocal`.
 *
 * lossᵢ = −alpha[tᵢ]·(1 − pᵢ)^gamma·log pᵢ, where pᵢ = softmax(logits)[i, tᵢ]
 *
 * @param logits Unnormalized scores, shape [N, classes, …]; dimensions after the classes are positions, such as pixels.
 * @param target Class indices in [0, classes), int32, shape [N, …].
 * @returns A scalar, or with reduction "none" shape [N, …]. The mean is over samples, whatever their alpha.
 * @throws {ShapeError | DTypeError} If the target, or alpha, does not fit the logits.
 * @throws {RangeError} If a class index does not exist, gamma is negative or not finite, or the reduction is unknown.
 * @see Lin, Goyal, Girshick, He, Dollár: Focal loss for dense object detection, 2017, equation 5.
 */
export function focal(logits: Tensor, target: Tensor, options: FocalOptions = {}): Tensor {
  checkOptions("focal", options, ["gamma", "alpha", "reduction"]);
  const { gamma = 2, alpha, reduction } = options;
  requireClassIndices("focal", logits, target);
  requireClassWeights("focal", "alpha", alpha, logits);
  requireAtLeastZero("focal", "gamma", gamma);
  return scope(() => {
    const surprise = classLosses("focal", logits, target);
    const shares = alpha ? pickWeight("focal", alpha, logits, target) : 1;
    return reduce("focal", focused(surprise, gamma, shares), reduction);
  });
}
