import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link smoothL1}. */
export interface SmoothL1Options extends LossOptions {
  /** Errors below this have a quadratic loss. At least 0, which gives `l1`. Default: 1. */
  readonly beta?: number;
}

const smoothError = /* @__PURE__ */ elementwise("smoothL1", (s, input, target, beta) => {
  const error = s.sub(input, target);
  const size = s.abs(error);
  // Not error²/beta: the square may overflow where the quotient does not.
  const quadratic = s.mul(s.mul(0.5, error), s.div(error, beta));
  return s.select(s.lt(size, beta), quadratic, s.sub(size, s.mul(0.5, beta)));
});

/**
 * Smooth L1 loss: absolute error that is quadratic near 0. Equal to `huber` divided by its delta.
 *
 * With d = |input − target|: loss = d²/(2·beta) where d < beta, d − beta/2 elsewhere
 *
 * @param input Predictions, any shape.
 * @param target Values that the predictions should match, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If beta is negative or not finite, or the reduction is unknown.
 * @see Girshick: Fast R-CNN, 2015, equation 3. PyTorch, torch.nn.functional.smooth_l1_loss.
 */
export function smoothL1(input: Tensor, target: Tensor, options: SmoothL1Options = {}): Tensor {
  checkOptions("smoothL1", options, ["beta", "reduction"]);
  const { beta = 1, reduction } = options;
  requireSameShape("smoothL1", input, target);
  requireAtLeastZero("smoothL1", "beta", beta);
  return scope(() => reduce("smoothL1", smoothError(input, target, beta), reduction));
}
