import { normal, type Shape, uniform } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { checkMakerOptions, drawing } from "./drawing.ts";
import { fans } from "./fans.ts";
import type { Initializer } from "./initializer.ts";

/** Options of {@link xavierUniform} and {@link xavierNormal}. */
export interface XavierOptions {
  /** Factor of the standard deviation, for example `gain("tanh")`; finite and at least 0. Default: 1. */
  readonly gain?: number;
}

function xavierStd(shape: Shape, { gain = 1 }: XavierOptions): number {
  const { fanIn, fanOut } = fans(shape);
  if (!(gain >= 0 && gain < Infinity)) {
    throw new RangeError(
      `xavier: gain must be finite and at least 0: got ${inWords(gain)}. Use gain("tanh"), say.`,
    );
  }
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

/**
 * Xavier (Glorot) initialization, uniform: a compromise between preserving the scale of values and that of gradients,
 * for linear, sigmoid and tanh units.
 *
 * W ~ U[−bound, bound), bound = gain·√(6/(fanIn + fanOut))
 *
 * @throws {ShapeError} When used on a shape with fewer than two dimensions.
 * @throws {RangeError} When used with a gain that is negative or not finite.
 * @see Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010), equation 16.
 * @example
 * new Linear(784, 128, { rng, init: xavierUniform({ gain: gain("tanh") }) });
 */
export function xavierUniform(options: XavierOptions = {}): Initializer {
  checkMakerOptions("xavierUniform", options, ["gain"]);
  return drawing("xavierUniform", (shape, target) => {
    const bound = Math.sqrt(3) * xavierStd(shape, options);
    return uniform(shape, { ...target, low: -bound, high: bound });
  });
}

/**
 * Xavier (Glorot) initialization, normal.
 *
 * W ~ N(0, std²), std = gain·√(2/(fanIn + fanOut))
 *
 * @throws {ShapeError} When used on a shape with fewer than two dimensions.
 * @throws {RangeError} When used with a gain that is negative or not finite.
 * @see {@link xavierUniform}.
 */
export function xavierNormal(options: XavierOptions = {}): Initializer {
  checkMakerOptions("xavierNormal", options, ["gain"]);
  return drawing("xavierNormal", (shape, target) =>
    normal(shape, { ...target, std: xavierStd(shape, options) }),
  );
}
