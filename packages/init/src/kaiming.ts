import { normal, type Shape, uniform } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { checkMakerOptions, drawing } from "./drawing.ts";
import { type FanMode, fans } from "./fans.ts";
import { gain, type Nonlinearity } from "./gain.ts";
import type { Initializer } from "./initializer.ts";

/** Options of {@link kaimingUniform} and {@link kaimingNormal}. */
export interface KaimingOptions {
  /** Negative slope if the nonlinearity is leakyRelu. Default: 0, which makes it relu. */
  readonly a?: number;
  /** Fan that determines the scale. Default: fanIn. */
  readonly mode?: FanMode;
  /** Nonlinearity after the weight. Default: leakyRelu. */
  readonly nonlinearity?: Nonlinearity;
}

/** The names of {@link KaimingOptions}. */
const kaimingNames = ["a", "mode", "nonlinearity"] as const;

/** Standard deviation of the weights; 0 for a weight without inputs, which has no elements. */
function kaimingStd(
  shape: Shape,
  { a = 0, mode = "fanIn", nonlinearity = "leakyRelu" }: KaimingOptions,
): number {
  const fan = fans(shape)[mode];
  if (fan === undefined) {
    throw new RangeError(`kaiming: unknown mode ${JSON.stringify(mode)}. Use "fanIn" or "fanOut".`);
  }
  if (!Number.isFinite(a)) {
    throw new RangeError(
      `kaiming: a must be finite: got ${inWords(a)}. It is the negative slope of leakyRelu.`,
    );
  }
  return gain(nonlinearity, a) / Math.sqrt(Math.max(1, fan));
}

/**
 * Kaiming (He) initialization, uniform: preserves the scale of values through layers of rectifiers.
 *
 * W ~ U[−bound, bound), bound = gain·√(3/fan)
 *
 * @throws {ShapeError} When used on a shape with fewer than two dimensions.
 * @throws {RangeError} When used with an unknown mode or nonlinearity, or with an `a` that is not finite.
 * @see He et al.: Delving deep into rectifiers (2015), §2.2.
 * @example
 * new Conv2d(3, 16, 3, { rng, init: kaimingUniform({ nonlinearity: "relu" }) });
 */
export function kaimingUniform(options: KaimingOptions = {}): Initializer {
  checkMakerOptions("kaimingUniform", options, kaimingNames);
  return drawing("kaimingUniform", (shape, target) => {
    const bound = Math.sqrt(3) * kaimingStd(shape, options);
    return uniform(shape, { ...target, low: -bound, high: bound });
  });
}

/**
 * Kaiming (He) initialization, normal.
 *
 * W ~ N(0, std²), std = gain/√fan
 *
 * For rectifiers, `kaimingNormal({ nonlinearity: "relu" })` or `kaimingNormal()`, this is the rule W = randn/√(fanIn/2) of
 * many courses, which equals randn·√(2/fanIn).
 *
 * @throws As {@link kaimingUniform}.
 * @see {@link kaimingUniform}.
 */
export function kaimingNormal(options: KaimingOptions = {}): Initializer {
  checkMakerOptions("kaimingNormal", options, kaimingNames);
  return drawing("kaimingNormal", (shape, target) =>
    normal(shape, { ...target, std: kaimingStd(shape, options) }),
  );
}
