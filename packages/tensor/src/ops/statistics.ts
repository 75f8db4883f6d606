import { checkOptions } from "../checks/check-options.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { add, sub } from "./arithmetic.ts";
import { lt } from "./comparison.ts";
import { divideExactly } from "./divide-exactly.ts";
import { abs, exp, log, sqrt, square } from "./math.ts";
import { norm } from "./norm.ts";
import { largest, mean } from "./reduce.ts";
import { attributesOf, type Dims, kept, type ReduceOptions, reducedCount } from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { where } from "./select.ts";
import { stopGradient } from "./stop-gradient.ts";
import { sum } from "./sum.ts";
import { reshape } from "./view-ops.ts";

/** Options of {@link variance} and {@link std}. */
export interface VarianceOptions extends ReduceOptions {
  /** Subtracted from the count: 1 (default) for the unbiased estimate from a sample, 0 for a population. */
  readonly correction?: number;
}

/**
 * Variance over some dimensions or all of them.
 *
 * var(x) = Σ (x − mean(x))² / (n − correction)
 *
 * @throws {DTypeError} If x is not a float.
 */
export function variance(x: Tensor, dim?: Dims, options: VarianceOptions = {}): Tensor {
  const count = degreesOfFreedom("variance", x, dim, options);
  return scope(() => {
    const deviation = sub(x, mean(x, dim, kept));
    return divideExactly(sum(square(deviation), dim, keepDimOf(options)), Math.max(0, count));
  });
}

/** Number of elements for each result minus the correction, after checking all arguments. */
function degreesOfFreedom(op: string, x: Tensor, dim: Dims, options: VarianceOptions): number {
  requireFloat(op, x);
  const attributes = attributesOf(op, x, dim, undefined);
  checkOptions(op, options, ["correction", "keepDim"]);
  return reducedCount(x.shape, attributes) - (options.correction ?? 1);
}

const keepDimOf = ({ keepDim = false }: VarianceOptions): ReduceOptions => ({ keepDim });

/**
 * Standard deviation, the square root of {@link variance}. It is also accurate if the variance exceeds the range of the
 * type. The gradient is 0 where the standard deviation is 0.
 *
 * std(x) = ‖x − mean(x)‖₂ / √(n − correction)
 *
 * @throws {DTypeError} If x is not a float.
 */
export function std(x: Tensor, dim?: Dims, options: VarianceOptions = {}): Tensor {
  const degrees = degreesOfFreedom("std", x, dim, options);
  return scope(() => {
    if (degrees <= 0) return sqrt(variance(x, dim, options));
    const deviation = sub(x, mean(x, dim, kept));
    return divideExactly(norm(deviation, dim, keepDimOf(options)), Math.sqrt(degrees));
  });
}

/**
 * log Σ eˣ over some dimensions or all of them, without overflow; −∞ for an empty dimension.
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

/** Maximum, or 0 where it is infinite, so that the shift does not compute ∞ − ∞ = NaN. */
function finiteMax(x: Tensor, dim: Dims): Tensor {
  const extremum = largest(x, dim);
  return where(lt(abs(extremum), Number.POSITIVE_INFINITY), extremum, 0);
}
