import { sizeOf, tensor } from "@cambium/tensor";
import { inWords, requireFinite } from "@cambium/tensor/checks";
import { checkMakerOptions, drawing } from "./drawing.ts";
import type { Initializer } from "./initializer.ts";
import { normalBetween } from "./normal-between.ts";

/** Options of {@link truncatedNormal}. */
export interface TruncatedNormalOptions {
  /** Mean before truncation. Default: 0. */
  readonly mean?: number;
  /** Standard deviation before truncation, above 0. Default: 1. */
  readonly std?: number;
  /** Smallest value, not relative to mean and std; −Infinity for none. Default: −2. */
  readonly a?: number;
  /** Largest value, above `a`; Infinity for none. Default: 2. */
  readonly b?: number;
}

/**
 * Normal numbers, of which those outside [a, b] are redrawn.
 *
 * W ~ N(mean, std²) given that a ≤ W ≤ b
 *
 * The bounds are absolute, as in PyTorch: to truncate at two standard deviations pass ±2·std. The standard deviation of the
 * result is smaller than `std`, by a factor of 0.88 in that case.
 *
 * @throws {RangeError} If `mean` or `std` is not finite, `std` not above 0 or `a` not below `b`.
 * @see PyTorch, `torch.nn.init.trunc_normal_`.
 * @example
 * new Linear(768, 3072, { rng, init: truncatedNormal({ std: 0.02, a: -0.04, b: 0.04 }) });
 */
export function truncatedNormal(options: TruncatedNormalOptions = {}): Initializer {
  checkMakerOptions("truncatedNormal", options, ["std", "a", "b", "mean"]);
  const { mean = 0, std = 1, a = -2, b = 2 } = options;
  check(mean, std, a, b);
  const [low, high] = [(a - mean) / std, (b - mean) / std];
  return drawing("truncatedNormal", (shape, { rng, ...target }) => {
    const draw = normalBetween(low, high);
    const data = new Float64Array(sizeOf(shape));
    // Rounding may exceed the bounds by one ulp.
    for (let i = 0; i < data.length; i++) data[i] = Math.min(Math.max(mean + std * draw(rng), a), b);
    return tensor(data, { dtype: "float32", ...target, shape });
  });
}

function check(mean: number, std: number, a: number, b: number): void {
  requireFinite("truncatedNormal", "mean", mean);
  if (!(std > 0 && std < Infinity)) {
    throw new RangeError(`truncatedNormal: std must be finite and above 0: got ${inWords(std)}.`);
  }
  if (a < b) return;
  throw new RangeError(
    `truncatedNormal: a must be below b: got ${inWords(a)} and ${inWords(b)}. Change one of them.`,
  );
}
