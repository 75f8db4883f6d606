import {
  elementwise,
  formatShape,
  ShapeError,
  sameShape,
  scope,
  type Tensor,
  unsqueeze,
} from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import { requireElements } from "./element-range.ts";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link gaussianNll}. */
export interface GaussianNllOptions extends LossOptions {
  /** True to add the constant ½·log(2π), which has no effect on gradients. Default: false. */
  readonly full?: boolean;
  /** Lower bound of the variance; above 0. Default: 1e-6. */
  readonly eps?: number;
}

const NOT_NEGATIVE = {
  low: 0,
  text: "at least 0",
  advice: "Let the model predict log variances and take exp, or use softplus.",
};

const negativeLogDensity = /* @__PURE__ */ elementwise(
  "gaussianNll",
  (s, input, target, variance, eps, constant) => {
    const least = s.select(s.lt(variance, 0), Number.NaN, s.max(variance, eps));
    const used = s.derived(least, [[variance, s.constant(1)]]);
    const error = s.sub(input, target);
    // Not error²/(2v): the square may overflow where the quotient does not.
    const distance = s.mul(s.div(s.mul(0.5, error), used), error);
    return s.add(s.add(s.mul(0.5, s.log(used)), distance), constant);
  },
);

/**
 * Negative log-likelihood of values under normal distributions with predicted means and variances, in nats.
 *
 * loss = ½·(log v + (input − target)²/v), where v = max(variance, eps)
 *
 * The gradient with respect to the variance is the one with respect to v, so that a variance below eps also learns.
 *
 * @param input Means, any shape […, D].
 * @param target Values, the same shape.
 * @param variance At least 0, the same shape, or […, 1] or […] for one along the last dimension.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes do not fit.
 * @throws {RangeError} If eps is not above 0, the reduction is unknown, or a variance is negative. A backend that cannot be
 * read synchronously gives NaN instead of the error.
 * @see Nix, Weigend: Estimating the mean and variance of the target probability distribution, 1994. PyTorch,
 * torch.nn.functional.gaussian_nll_loss.
 */
export function gaussianNll(
  input: Tensor,
  target: Tensor,
  variance: Tensor,
  options: GaussianNllOptions = {},
): Tensor {
  checkOptions("gaussianNll", options, ["full", "eps", "reduction"]);
  const { full = false, eps = 1e-6, reduction } = options;
  requireSameShape("gaussianNll", input, target);
  requireAboveZero("gaussianNll", "eps", eps);
  requireElements("gaussianNll", "variance", variance, NOT_NEGATIVE);
  const constant = full ? 0.5 * Math.log(2 * Math.PI) : 0;
  return scope(() => {
    const each = negativeLogDensity(input, target, fittingVariance(input, variance), eps, constant);
    return reduce("gaussianNll", each, reduction);
  });
}

/** The variance with as many dimensions as the input. */
function fittingVariance(input: Tensor, variance: Tensor): Tensor {
  const shared = input.shape.slice(0, -1);
  if (sameShape(variance.shape, input.shape) || sameShape(variance.shape, [...shared, 1])) return variance;
  if (sameShape(variance.shape, shared)) return unsqueeze(variance, -1);
  const [each, one, none] = [input.shape, [...shared, 1], shared].map(formatShape);
  throw new ShapeError(
    `gaussianNll: variance must have shape ${each}, ${one} or ${none}: got ${formatShape(variance.shape)}. Reshape it.`,
  );
}
