import { checkOptions } from "@cambium/tensor/checks";
import { type WarpOptions, warpNames } from "../geometry/rotate.ts";
import type { Transform } from "../image/image.ts";
import { cifarPolicy } from "./cifar-policy.ts";
import { applyPolicyOp, canvasOf, policy, usualStrengths } from "./policy-ops.ts";

/**
 * Does one of 25 pairs of ops, found by search on CIFAR-10, each op of the pair with its own probability and strength.
 *
 * Strengths are ninths of those of `randAugment` at full strength.
 *
 * @throws {DTypeError} On a float image.
 * @throws {ShapeError} On an image that has not 1 or 3 channels.
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
