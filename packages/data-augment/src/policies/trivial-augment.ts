import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { type WarpOptions, warpNames } from "../geometry/warp.ts";
import type { Transform } from "../image/image.ts";
import { applyPolicyOp, canvasOf, type PolicyOp, policy, type Strengths, searchSpace } from "./policy-ops.ts";

/** Options of `trivialAugment`. */
export interface TrivialAugmentOptions extends WarpOptions {
  /** Number of magnitudes. Default: 31. */
  readonly numMagnitudeBins?: number;
}

const wideStrengths: Strengths = {
  shear: 0.99,
  translate: () => 32,
  rotate: 135,
  enhance: 0.99,
  posterize: 6,
};

/**
 * TrivialAugment: applies one op, drawn from the 14 of `randAugment`, with a random magnitude. It has no hyperparameters to
 * tune.
 *
 * Full strength means shear 0.99, translation by 32 pixels, rotation by 135°, factors 1 ± 0.99, 6 bits fewer, threshold 0 (the
 * "wide" ranges).
 *
 * @throws {RangeError} If numMagnitudeBins is not an integer of at least 2.
 * @throws {DTypeError} If the pixels of an image are floats.
 * @throws {ShapeError} If the image does not have 1 or 3 channels.
 * @see Müller, Hutter: TrivialAugment (2021); torchvision's TrivialAugmentWide.
 */
export function trivialAugment(options: TrivialAugmentOptions = {}): Transform {
  const op = "trivialAugment";
  checkOptions(op, options, ["numMagnitudeBins", ...warpNames]);
  const { numMagnitudeBins = 31 } = options;
  requireInteger(op, "numMagnitudeBins", numMagnitudeBins, 2);
  const canvas = canvasOf(op, options);
  return policy(op, (frame, rng) => {
    const name = searchSpace[rng.int(searchSpace.length)] as PolicyOp;
    const share = rng.int(numMagnitudeBins) / (numMagnitudeBins - 1);
    applyPolicyOp(frame, name, share, wideStrengths, canvas, rng);
  });
}
