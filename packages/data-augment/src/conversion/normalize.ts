import { formatShape, ShapeError } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { tablesOf } from "../image/tables.ts";
import { transform } from "../image/transform.ts";

/**
 * Mean and standard deviation of each channel, in units where 0 is dark and 1 is bright. `statistics()` of `@cambium/data`
 * returns them.
 */
export interface NormalizeOptions {
  /** One mean for each channel. */
  readonly mean: readonly number[];
  /** One standard deviation for each channel, above 0. */
  readonly std: readonly number[];
}

/**
 * Standardizes each channel, so that training images have mean 0 and standard deviation 1. The result is float32.
 *
 * y = (x − mean)/std, where x = byte/255 for bytes
 *
 * @throws {TypeError} If mean or std is not an array.
 * @throws {RangeError} If a std is not above 0, if a mean is not finite, or if a mean of a byte image is not in [0, 1].
 * @throws {ShapeError} If the number of means or stds is not the number of channels.
 * @see torchvision's Normalize (after ToTensor, for bytes).
 * @example
 * const toInput = normalize(train.statistics());
 */
export function normalize(options: NormalizeOptions): Transform {
  checkOptions("normalize", options, ["mean", "std"]);
  const { mean, std } = checkedArrays(options);
  if (!mean.every(Number.isFinite) || !std.every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(
      `normalize: means must be finite and standard deviations above 0: got mean ${formatShape(mean)}, ` +
        `std ${formatShape(std)}. Leave out a channel that never changes.`,
    );
  }
  const [means, stds] = [Float32Array.from(mean), Float32Array.from(std)];
  const standardized = (x: number, channel: number) =>
    Math.fround(Math.fround(x) - (means[channel] as number)) / (stds[channel] as number);
  const tables = tablesOf((byte, channel) => standardized(byte / 255, channel), means.length, "float32");
  return transform("normalize", (frame) => {
    checkCount(frame, means.length, stds.length);
    if (frame.type === "float32") return frame.map(standardized, true);
    checkFractions(mean);
    frame.lookUp(tables);
  });
}

function checkedArrays(options: NormalizeOptions): NormalizeOptions {
  const { mean, std } = options;
  if (Array.isArray(mean) && Array.isArray(std)) return options;
  throw new TypeError(
    `normalize: takes { mean, std }, arrays of one number for each channel: got mean ${mean}, std ${std}. ` +
      "Write normalize({ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] }).",
  );
}

/** Bytes are scaled to [0, 1] first. A mean in units of bytes, such as 125, would make all pixels almost equal. */
function checkFractions(mean: readonly number[]): void {
  if (mean.every((value) => value >= 0 && value <= 1)) return;
  throw new RangeError(
    `normalize: means of a byte image must be in [0, 1], where 1 is the brightest: got ${formatShape(mean)}. ` +
      "Divide mean and std by 255.",
  );
}

function checkCount({ sizes: [channels] }: Frame, means: number, stds: number): void {
  if (means === channels && stds === channels) return;
  throw new ShapeError(
    `normalize: the image has ${channels} channels, but there are ${means} means and ${stds} standard deviations. ` +
      "Give one of each for each channel.",
  );
}
