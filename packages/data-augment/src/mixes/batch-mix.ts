import { formatShape, type Rng, ShapeError } from "@cambium/tensor";
import { checkOptions, inWords, requireInteger, requireRng } from "@cambium/tensor/checks";
import { checkImage, type Image } from "../image/image.ts";
import { beta } from "../math/draws.ts";
import { type BatchMix, type MixOptions, mixedWithPrevious, softened } from "./targets.ts";

/** Mixed images, and the share of each image that is still its own. */
export interface MixedImages {
  readonly images: Image;
  readonly share: number;
}

/**
 * Returns the mix of batches and labels for a way to mix images.
 *
 * @param mixImages Called with a λ drawn from Beta(α, α).
 */
export function batchMix(
  op: string,
  options: MixOptions,
  mixImages: (batch: Image, lambda: number, rng: Rng) => MixedImages,
): BatchMix {
  checkOptions(op, options, ["alpha", "numClasses"]);
  const { alpha = 1, numClasses } = options;
  checkAlpha(op, alpha);
  if (numClasses !== undefined) requireInteger(op, "numClasses", numClasses, 1);
  return (batch, labels, rng) => {
    checkBatch(op, batch);
    const count = batch.shape[0] as number;
    const { data, shape } = softened(op, labels, count, numClasses);
    requireRng(op, rng, "Call it as mix(batch, labels, new Rng(42)).");
    const { images, share } = mixImages(batch, beta(rng, alpha), rng);
    return { images, targets: { data: mixedWithPrevious(data, count, share), shape } };
  };
}

/**
 * Checks that images form a batch.
 *
 * @throws {DTypeError} If its values are neither bytes nor float32.
 * @throws {ShapeError} If it is a single image or not an image.
 */
function checkBatch(op: string, batch: Image): void {
  checkImage(op, batch);
  if (batch.shape.length === 4) return;
  throw new ShapeError(
    `${op}: images can be mixed in a batch only: got shape ${formatShape(batch.shape)}. ` +
      "Give [n, channels, height, width].",
  );
}

/**
 * Checks the parameter of a Beta distribution.
 *
 * @throws {RangeError} If it is not finite or not above 0.
 */
function checkAlpha(op: string, alpha: number): void {
  if (alpha > 0 && alpha < Number.POSITIVE_INFINITY) return;
  throw new RangeError(
    `${op}: alpha must be finite and above 0: got ${inWords(alpha)}. Usual values are 0.2 to 1.`,
  );
}
