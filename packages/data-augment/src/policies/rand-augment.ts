import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { type WarpOptions, warpNames } from "../geometry/warp.ts";
import type { Transform } from "../image/image.ts";
import { applyPolicyOp, canvasOf, type PolicyOp, policy, searchSpace, usualStrengths } from "./policy-ops.ts";

/** Options of `randAugment`. */
export interface RandAugmentOptions extends WarpOptions {
  /** Number of ops applied in sequence. Default: 2. */
  readonly numOps?: number;
  /** Magnitude of the ops, in [0, numMagnitudeBins). Default: 9. */
  readonly magnitude?: number;
  /** Number of magnitudes. Default: 31. */
  readonly numMagnitudeBins?: number;
}

/**
 * RandAugment: applies a few ops in sequence, each drawn from 14, all with the same magnitude.
 *
 * The ops are identity, shear and translate along x and y, rotate, brightness, color, contrast, sharpness, posterize,
 * solarize, autocontrast and equalize. Both directions of an op are equally likely. Full strength means shear 0.3, translation
 * by 150/331 of the edge, rotation by 30°, factors 1 ± 0.9, 4 bits fewer, threshold 0.
 *
 * @throws {RangeError} If an option is not an integer in its range.
 * @throws {DTypeError} If the pixels of an image are floats.
 * @throws {ShapeError} If the image does not have 1 or 3 channels.
 * @see Cubuk et al.: RandAugment (2019); torchvision's RandAugment.
 */
export function randAugment(options: RandAugmentOptions = {}): Transform {
  const op = "randAugment";
  checkOptions(op, options, ["numOps", "magnitude", "numMagnitudeBins", ...warpNames]);
  const { numOps = 2, magnitude = 9, numMagnitudeBins = 31 } = options;
  requireInteger(op, "numOps", numOps, 0);
  requireInteger(op, "numMagnitudeBins", numMagnitudeBins, 2);
  requireInteger(op, "magnitude", magnitude, 0, numMagnitudeBins - 1);
  const canvas = canvasOf(op, options);
  const share = magnitude / (numMagnitudeBins - 1);
  return policy(op, (frame, rng) => {
    for (let i = 0; i < numOps; i++) {
      const name = searchSpace[rng.int(searchSpace.length)] as PolicyOp;
      applyPolicyOp(frame, name, share, usualStrengths, canvas, rng);
    }
  });
}
