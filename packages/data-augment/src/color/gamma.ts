import { checkOptions } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { power } from "../math/portable-math.ts";
import { checkedRange, checkNumber, type Range } from "../options.ts";

/** Options of `gamma`. */
export interface GammaOptions {
  /** Factor of the result, at least 0. Default: 1. */
  readonly gain?: number;
}

/**
 * Gamma correction: makes midtones lighter (γ < 1) or darker (γ > 1) and keeps black and white.
 *
 * y = gain·x^γ, clamped to [0, 1]; bytes are converted with x = byte/255 and back with ⌊255.999 y⌋
 *
 * @param gamma Exponent γ, or [least, greatest] to draw it from; at least 0.
 * @throws {RangeError} If gamma or the gain is negative or not finite.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see Poynton: Rehabilitation of Gamma (1998); torchvision's adjust_gamma.
 */
export function gamma(gamma: Range, options: GammaOptions = {}): Transform {
  checkOptions("gamma", options, ["gain"]);
  const { gain = 1 } = options;
  const range = checkedRange("gamma", "gamma", gamma, 0);
  checkNumber("gamma", "gain", gain, 0, Number.POSITIVE_INFINITY);
  return inUnitRange("gamma", (frame, rng) => adjustGamma(frame, between(rng, range), gain));
}

function adjustGamma(frame: Frame, exponent: number, gain: number): void {
  const isBytes = frame.type === "uint8";
  const curve = (x: number) => Math.min(1, Math.fround(gain * Math.fround(power(Math.max(0, x), exponent))));
  frame.map(isBytes ? (x) => Math.fround(curve(Math.fround(x / 255)) * Math.fround(255.999)) : curve);
}
