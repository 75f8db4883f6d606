import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link poissonNll}. */
export interface PoissonNllOptions extends LossOptions {
  /** True if the input is the logarithm of the rate, false if it is the rate. Default: true. */
  readonly logInput?: boolean;
  /** True to add Stirling's approximation of log(target!), which has no effect on gradients. Default: false. */
  readonly full?: boolean;
  /** Added to a rate before its logarithm is taken; at least 0. Default: 1e-8. */
  readonly eps?: number;
}

const ofLogRate = /* @__PURE__ */ elementwise("poissonNll", (s, input, target) => {
  // At ∞ the exponential dominates. It has overflowed at this limit in every float type.
  const loss = s.sub(s.exp(input), s.weighted(target, s.min(input, 1000)));
  return s.derived(loss, [
    [input, s.sub(s.exp(input), target)],
    [target, s.neg(input)],
  ]);
});

const ofRate = /* @__PURE__ */ elementwise("poissonNll", (s, input, target, eps) => {
  const rate = s.add(input, eps);
  // At ∞ the rate dominates. Logarithms of finite numbers stay below this limit in every float type.
  const loss = s.sub(input, s.weighted(target, s.min(s.log(rate), 1000)));
  return s.derived(loss, [
    [input, s.sub(1, s.weighted(target, s.div(1, rate)))],
    [target, s.neg(s.log(rate))],
  ]);
});

/** loss + log(target!) by Stirling's formula: t·log t − t + ½·log(2π·t), or 0 where t ≤ 1. */
const withStirling = /* @__PURE__ */ elementwise("stirling", (s, loss, t) => {
  const stirling = s.add(s.sub(s.mul(t, s.log(t)), t), s.mul(0.5, s.log(s.mul(2 * Math.PI, t))));
  return s.add(loss, s.select(s.gt(t, 1), stirling, 0));
});

/**
 * Negative log-likelihood of counts under Poisson distributions, in nats.
 *
 * loss = e^input − target·input; for rates, without `logInput`: input − target·log(input + eps)
 *
 * A count of 0 at a rate of 0 has loss 0.
 *
 * @param input Logarithms of the rates, the expected counts; without `logInput` the rates themselves. Any shape.
 * @param target Counts, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If eps is negative or not finite, or the reduction is unknown.
 * @see PyTorch, torch.nn.functional.poisson_nll_loss.
 */
export function poissonNll(input: Tensor, target: Tensor, options: PoissonNllOptions = {}): Tensor {
  checkOptions("poissonNll", options, ["logInput", "full", "eps", "reduction"]);
  const { logInput = true, full = false, eps = 1e-8, reduction } = options;
  requireSameShape("poissonNll", input, target);
  requireAtLeastZero("poissonNll", "eps", eps);
  return scope(() => {
    const each = logInput ? ofLogRate(input, target) : ofRate(input, target, eps);
    return reduce("poissonNll", full ? withStirling(each, target) : each, reduction);
  });
}
