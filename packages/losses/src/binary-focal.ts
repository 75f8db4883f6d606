import { type Expression, elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAtLeastZero, requireBetween } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link binaryFocal}. */
export interface BinaryFocalOptions extends LossOptions {
  /** γ, the focusing exponent: larger values give less weight to well-classified samples. At least 0, which gives `bceWithLogits`. Default: 2. */
  readonly gamma?: number;
  /** α, the weight of positives, in [0, 1]; negatives have weight 1 − α. Default: 1 for both. */
  readonly alpha?: number;
}

/** Smaller than every relevant 1 − p. Keeps the slope of (1 − p)^γ finite for γ < 1 where p rounds to 1. */
const SMALLEST = 1e-37;

const focused = /* @__PURE__ */ elementwise("binaryFocal", (s, x, target, gamma, positive, negative) => {
  const against = s.sub(1, target);
  const [up, down] = [s.sigmoid(x), s.sigmoid(s.neg(x))];
  const [hit, miss] = [s.softplus(s.neg(x)), s.softplus(x)];
  const missing = s.max(s.add(s.mul(target, down), s.mul(against, up)), SMALLEST);
  const surprise = s.add(s.weighted(target, hit), s.weighted(against, miss));
  const share = s.add(s.mul(target, positive), s.mul(against, negative));
  const focus = s.pow(missing, gamma);
  // Slope of focus·surprise from the slopes of missing and surprise.
  const slope = (ofMissing: Expression, ofSurprise: Expression): Expression => {
    const relative = s.mul(gamma, s.weighted(s.div(ofMissing, missing), surprise));
    return s.mul(focus, s.add(relative, ofSurprise));
  };
  const ofLogit = slope(
    s.mul(s.sub(1, s.mul(2, target)), s.logistic(x).slope),
    s.sub(s.mul(against, up), s.mul(target, down)),
  );
  const ofTarget = slope(s.sub(down, up), s.sub(hit, miss));
  const loss = s.mul(focus, surprise);
  return s.derived(s.weighted(share, loss), [
    [x, s.mul(share, ofLogit)],
    [target, s.add(s.weighted(s.sub(positive, negative), loss), s.weighted(share, ofTarget))],
  ]);
});

/**
 * Focal loss of binary logits, in nats: binary cross-entropy that gives little weight to well-classified samples. For
 * several exclusive classes use `focal`.
 *
 * loss = −α_t·(1 − p_t)^gamma·log p_t, where p_t = σ(input) and α_t = alpha for a target of 1, 1 − σ(input) and
 * 1 − alpha for a target of 0
 *
 * For a target t between 0 and 1, the quantities 1 − p_t, log p_t and α_t are the means weighted by t and 1 − t.
 *
 * @param input Logits, any shape.
 * @param target Probabilities that σ(input) should match, in [0, 1], the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If an option is out of range, or the reduction is unknown.
 * @see Lin, Goyal, Girshick, He, Dollár: Focal loss for dense object detection, 2017, equation 5.
 * @example
 * const loss = binaryFocal(model.forward(x), isObject, { alpha: 0.25 });
 */
export function binaryFocal(input: Tensor, target: Tensor, options: BinaryFocalOptions = {}): Tensor {
  checkOptions("binaryFocal", options, ["gamma", "alpha", "reduction"]);
  const { gamma = 2, alpha, reduction } = options;
  requireSameShape("binaryFocal", input, target);
  requireAtLeastZero("binaryFocal", "gamma", gamma);
  if (alpha !== undefined) requireBetween("binaryFocal", "alpha", alpha, 0, 1);
  const [positive, negative] = alpha === undefined ? [1, 1] : [alpha, 1 - alpha];
  return scope(() => reduce("binaryFocal", focused(input, target, gamma, positive, negative), reduction));
}
