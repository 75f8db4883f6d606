import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireElements } from "./element-range.ts";
import { requireElementWeights } from "./element-weights.ts";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link bce}. */
export interface BceOptions extends LossOptions {
  /** Weight of each element; broadcasts to the input. Default: 1 each. */
  readonly weight?: Tensor;
}

const PROBABILITY = {
  low: 0,
  high: 1,
  text: "a probability in [0, 1]",
  advice: "Pass logits to bceWithLogits.",
};

/** Lower bound of the logarithms, which keeps the loss of a wrong probability of 0 finite. */
const LEAST_LOGARITHM = -100;
/** Lower bound of the variance p·(1 − p), which the slope divides by. */
const LEAST_VARIANCE = 1e-12;

const binaryCrossEntropy = /* @__PURE__ */ elementwise("bce", (s, p, target, weight) => {
  const hit = s.max(s.log(p), LEAST_LOGARITHM);
  const miss = s.max(s.log1p(s.neg(p)), LEAST_LOGARITHM);
  const value = s.neg(s.add(s.mul(target, hit), s.mul(s.sub(1, target), miss)));
  const variance = s.max(s.mul(p, s.sub(1, p)), LEAST_VARIANCE);
  const loss = s.derived(value, [
    [p, s.div(s.sub(p, target), variance)],
    [target, s.sub(miss, hit)],
  ]);
  return s.mul(weight, loss);
});

/**
 * Binary cross-entropy of probabilities, in nats. `bceWithLogits`, which takes logits, is more accurate.
 *
 * loss = −weight·(target·log(input) + (1 − target)·log(1 − input)), with logarithms of at least −100
 *
 * The gradient is (input − target)/max(input·(1 − input), 10⁻¹²), which is also finite at 0 and 1.
 *
 * @param input Probabilities in [0, 1], any shape.
 * @param target Probabilities that the input should match, in [0, 1], the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ, or the weight does not broadcast to them.
 * @throws {RangeError} If an input or a target is outside [0, 1], or the reduction is unknown. A backend that cannot be read
 * synchronously gives NaN for such an input instead of the error.
 * @see PyTorch, torch.nn.functional.binary_cross_entropy.
 */
export function bce(input: Tensor, target: Tensor, options: BceOptions = {}): Tensor {
  checkOptions("bce", options, ["weight", "reduction"]);
  const { weight, reduction } = options;
  requireSameShape("bce", input, target);
  requireElementWeights("bce", "weight", weight, input);
  requireElements("bce", "input", input, PROBABILITY);
  requireElements("bce", "target", target, PROBABILITY);
  return scope(() => reduce("bce", binaryCrossEntropy(input, target, weight ?? 1), reduction));
}
