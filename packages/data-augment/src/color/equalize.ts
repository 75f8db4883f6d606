import { checkBytes } from "../image/byte-image.ts";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { requireNoMore } from "../options.ts";

/**
 * Equalizes the histogram of each channel, so that all values become about equally frequent.
 *
 * y = min(255, ⌊(n(x) + ⌊s/2⌋)/s⌋), where n(x) is the number of pixels in the channel that are darker than x, and
 * s = ⌊(number of pixels − number of pixels with the brightest value)/255⌋. A channel with s = 0 is unchanged.
 *
 * @throws {DTypeError} If the pixels of an image are floats.
 * @see Pillow's ImageOps.equalize; torchvision's RandomEqualize, with p = 1.
 */
export function equalize(...more: never[]): Transform {
  requireNoMore("equalize", more, "equalize(), or withProbability(p, equalize())");
  return transform("equalize", (frame) => applyEqualize("equalize", frame));
}

/** Equalizes the histogram of each channel. */
export function applyEqualize(op: string, frame: Frame): void {
  checkBytes(op, frame);
  const source = frame.pixels();
  const [channels] = frame.sizes;
  const plane = source.length / channels;
  const tables = Array.from({ length: channels }, (_, channel) => equalTable(source, channel * plane, plane));
  frame.lookUp(tables);
}

function equalTable(values: ArrayLike<number>, start: number, count: number): Uint8Array {
  const counts = new Array<number>(256).fill(0);
  for (let i = start; i < start + count; i++) counts[values[i] as number]!++;
  const brightest = counts.findLast((howMany) => howMany > 0)!;
  const step = Math.floor((count - brightest) / 255);
  let darker = 0;
  return Uint8Array.from(counts, (howMany, value) => {
    const spread = Math.min(255, Math.floor((darker + Math.floor(step / 2)) / step));
    darker += howMany;
    return step === 0 ? value : spread;
  });
}
