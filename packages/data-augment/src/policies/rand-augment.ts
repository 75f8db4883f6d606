import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { type WarpOptions, warpNames } from "../geometry/rotate.ts";
import type { Transform } from "../image/image.ts";
import { applyPolicyOp, canvasOf, type PolicyOp, policy, searchSpace, usualStrengths } from "./policy-ops.ts";

/** Options of `randAugment`. */
export interface RandAugmentOptions extends WarpOptions {
  /** How many ops are done one after another. Default: 2. */
  readonly numOps?: number;
  /** How strong they are, in [0, numMagnitudeBins). Default: 9. */
  readonly magnitude?: number;
  /** How many strengths there are. Default: 31. */
  readonly numMagnitudeBins?: number;
}

/**
 * Does a few ops, each drawn from 14, all equally strong.
 *
 * Nothing, shear and translate along x and y, rotate, brightness, color, contrast, sharpness, posterize, solarize,
 * autocontrast, equalize; of those that have a direction, each is equally likely. At full strength: shear 0.3,
 * translate 150/331 of the edge, rotate 30°, factors 1 ± 0.9, 4 bits less, threshold 0.
 *
 * @throws {RangeError} If an option is not a whole number in the range said above.
 * @throws {DTypeError} On a float image.
 * @throws {ShapeError} On an image that has not 1 or 3 channels.
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
