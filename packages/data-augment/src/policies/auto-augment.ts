import { checkOptions } from "@cambium/tensor/checks";
import { type WarpOptions, warpNames } from "../geometry/warp.ts";
import type { Transform } from "../image/image.ts";
import { cifarPolicy } from "./cifar-policy.ts";
import { applyPolicyOp, canvasOf, policy, usualStrengths } from "./policy-ops.ts";

/**
 * AutoAugment: applies one of 25 pairs of ops found by a search on CIFAR-10. Each op has its own probability and magnitude.
 *
 * Magnitudes are ninths of those of `randAugment` at full strength.
 *
 * @throws {DTypeError} If the pixels of an image are floats.
 * @throws {ShapeError} If the image does not have 1 or 3 channels.
 * @see Cubuk et al.: AutoAugment (2018), table 7; torchvision's AutoAugment with policy CIFAR10.
 */
export function autoAugment(options: WarpOptions = {}): Transform {
  const op = "autoAugment";
  checkOptions(op, options, warpNames);
  const canvas = canvasOf(op, options);
  return policy(op, (frame, rng) => {
    for (const { name, p, ninths } of cifarPolicy[rng.int(cifarPolicy.length)]!) {
      if (rng.uniform() < p) applyPolicyOp(frame, name, ninths / 9, usualStrengths, canvas, rng);
    }
  });
}
