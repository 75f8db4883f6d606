import { checkOptions } from "../checks/check-options.ts";
import { elementwise, type Unary } from "../elementwise.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { add, div, sub } from "./arithmetic.ts";
import { lt } from "./comparison.ts";
import { abs, exp, log, square } from "./math.ts";
import { max, mean } from "./reduce.ts";
import { attributesOf, type Dims, type ReduceOptions, reducedCount } from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { where } from "./select.ts";
import { stopGradient } from "./stop-gradient.ts";
import { sum } from "./sum.ts";
import { reshape } from "./view-ops.ts";

/** Options of variance and standard deviation. */
export interface VarianceOptions extends ReduceOptions {
  /** What is subtracted from the count: 1 (default) for the unbiased estimate of a sample, 0 for a population. */
  readonly correction?: number;
}

/**
 * Variance over some dimensions or all.
 *
 * var(x) = Σ (x − mean(x))² / (n − correction)
 *
 * @throws {DTypeError} If x is not a float.
 */
export function variance(x: Tensor, dim?: Dims, options: VarianceOptions = {}): Tensor {
  return varianceAs("variance", x, dim, options);
}

function varianceAs(op: string, x: Tensor, dim: Dims, options: VarianceOptions): Tensor {
  requireFloat(op, x);
  const attributes = attributesOf(op, x, dim, undefined);
  checkOptions(op, options, ["correction", "keepDim"]);
  const { correction = 1, keepDim = false } = options;
  const count = reducedCount(x.shape, attributes);
  return scope(() => {
    const deviation = sub(x, mean(x, dim, { keepDim: true }));
    return div(sum(square(deviation), dim, { keepDim }), Math.max(0, count - correction));
  });
}

/** √x with gradient 0 at 0, where that of a root is infinite. */
const root: Unary = /* @__PURE__ */ elementwise("std", (s, x) => s.select(s.eq(x, 0), 0, s.sqrt(x)));

/** Standard deviation: the square root of {@link variance}; gradient 0 where it is 0. */
export function std(x: Tensor, dim?: Dims, options: VarianceOptions = {}): Tensor {
  return scope(() => root(varianceAs("std", x, dim, options)));
}

/**
 * log Σ eˣ over some dimensions or all, without overflow.
 *
 * logsumexp(x) = m + log Σ e^(x − m) with m = max(x); its gradient is softmax(x).
 *
 * @throws {DTypeError} If x is not a float.
 */
export function logsumexp(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  requireFloat("logsumexp", x);
  attributesOf("logsumexp", x, dim, options);
  return scope(() => {
    const shift = stopGradient(finiteMax(x, dim));
    const total = log(sum(exp(sub(x, shift)), dim, options));
    return add(total, reshape(shift, total.shape));
  });
}

/** The maximum, or 0 where it is infinite: a shift must not turn ∞ − ∞ into NaN. */
function finiteMax(x: Tensor, dim: Dims): Tensor {
  const largest = max(x, dim, { keepDim: true });
  return where(lt(abs(largest), Number.POSITIVE_INFINITY), largest, 0);
}
