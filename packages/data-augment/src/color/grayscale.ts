import { checkOptions, inWords } from "@cambium/tensor/checks";
import { checkChannels } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { transform } from "../image/transform.ts";
import { grayPlane } from "./gray-plane.ts";

/** Options of `grayscale`. */
export interface GrayscaleOptions {
  /** Number of equal channels of the result: 1 or 3. Default: 1. */
  readonly numOutputChannels?: number;
}

/**
 * Converts an image to grayscale.
 *
 * y = 0.2989 red + 0.587 green + 0.114 blue; bytes are truncated
 *
 * @throws {RangeError} If numOutputChannels is not 1 or 3.
 * @throws {ShapeError} If the image does not have 1 or 3 channels.
 * @see ITU-R BT.601; torchvision's Grayscale.
 */
export function grayscale(options: GrayscaleOptions = {}): Transform {
  checkOptions("grayscale", options, ["numOutputChannels"]);
  const { numOutputChannels = 1 } = options;
  if (numOutputChannels !== 1 && numOutputChannels !== 3) {
    throw new RangeError(
      `grayscale: numOutputChannels must be 1 or 3: got ${inWords(numOutputChannels)}. Choose one of them.`,
    );
  }
  return transform("grayscale", (frame) => {
    checkChannels("grayscale", frame, [1, 3]);
    const gray = grayPlane(frame);
    const target = pixelsOf(frame.type, numOutputChannels * gray.length);
    for (let channel = 0; channel < numOutputChannels; channel++) target.set(gray, channel * gray.length);
    frame.replace(target, [numOutputChannels, frame.sizes[1], frame.sizes[2]]);
  });
}
