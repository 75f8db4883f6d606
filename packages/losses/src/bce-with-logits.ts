import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireElementWeights } from "./element-weights.ts";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link bceWithLogits}. */
export interface BceWithLogitsOptions extends LossOptions {
  /** Weight of each element; broadcasts to the input. Default: 1 each. */
  readonly weight?: Tensor;
  /** Weight of the positive term, often one number for each entry of the last dimension. Default: 1 each. */
  readonly posWeight?: Tensor;
}

const logisticLoss = /* @__PURE__ */ elementwise("bceWithLogits", (s, x, target, weight, posWeight) => {
  const [hit, miss] = [s.softplus(s.neg(x)), s.softplus(x)];
  const [positive, negative] = [s.mul(posWeight, target), s.sub(1, target)];
  const loss = s.add(s.weighted(positive, hit), s.weighted(negative, miss));
  const slope = s.sub(s.mul(negative, s.sigmoid(x)), s.mul(positive, s.sigmoid(s.neg(x))));
  // An infinite term may have a share of 0. Differentiating the selection would make its slope with respect to the share 0.
  return s.derived(s.weighted(weight, loss), [
    [x, s.mul(weight, slope)],
    [target, s.weighted(weight, s.sub(s.weighted(posWeight, hit), miss))],
    [weight, loss],
    [posWeight, s.weighted(s.mul(weight, target), hit)],
  ]);
});

/**
 * Binary cross-entropy of logits, in nats.
 *
 * loss = −weight·(posWeight·target·log σ(input) + (1 − target)·log(1 − σ(input)))
 *
 * Logits far from 0 neither overflow nor lose precision: −log σ(x) is computed as max(−x, 0) + log(1 + e^−|x|). A logit of
 * ±∞ with the matching target of 1 or 0 has loss 0 and gradient 0; with the opposite target the loss is ∞.
 *
 * @param input Logits, any shape.
 * @param target Probabilities that σ(input) should match, in [0, 1], the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ, or a weight does not broadcast to them.
 * @throws {RangeError} If the reduction is unknown.
 * @see PyTorch, torch.nn.functional.binary_cross_entropy_with_logits.
 * @example
 * const loss = bceWithLogits(model.forward(x), isCat, { posWeight: tensor([negatives / positives]) });
 */
export function bceWithLogits(input: Tensor, target: Tensor, options: BceWithLogitsOptions = {}): Tensor {
  checkOptions("bceWithLogits", options, ["weight", "posWeight", "reduction"]);
  const { weight, posWeight, reduction } = options;
  requireSameShape("bceWithLogits", input, target);
  requireElementWeights("bceWithLogits", "weight", weight, input);
  requireElementWeights("bceWithLogits", "posWeight", posWeight, input);
  return scope(() =>
    reduce("bceWithLogits", logisticLoss(input, target, weight ?? 1, posWeight ?? 1), reduction),
  );
}
