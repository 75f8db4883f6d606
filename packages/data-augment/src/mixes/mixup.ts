import type { Image } from "../image/image.ts";
import { roundToEven } from "../math/portable-math.ts";
import { batchMix } from "./batch-mix.ts";
import { type BatchMix, type MixOptions, mixedWithPrevious } from "./targets.ts";

/**
 * Mixup: blends each image of a batch with the previous one (the first with the last), and their targets with the same
 * weights.
 *
 * y[n] = λ·x[n] + (1 − λ)·x[n − 1], with one λ drawn from Beta(α, α) for the batch; bytes are rounded
 *
 * The partner of an image is random if batches are shuffled.
 *
 * @throws {RangeError} If alpha is not above 0, numClasses is not an integer of at least 1, or a label is not a class.
 * @see Zhang et al.: mixup: Beyond Empirical Risk Minimization (2017); torchvision's MixUp.
 * @example
 * const { images, targets } = mixup({ alpha: 0.2, numClasses: 10 })(batch, labels, rng);
 */
export function mixup(options: MixOptions = {}): BatchMix {
  return batchMix("mixup", options, (batch, share) => ({ images: mixImages(batch, share), share }));
}

function mixImages({ data, shape }: Image, share: number): Image {
  const count = shape[0] as number;
  if (data instanceof Float32Array) return { data: mixedWithPrevious(data, count, share), shape: [...shape] };
  const offset = data.length - data.length / count;
  const mix = (x: number, i: number) =>
    roundToEven(share * x + (1 - share) * (data[(i + offset) % data.length] as number));
  return { data: data.map(mix), shape: [...shape] };
}
