import { checkBytes } from "../image/byte-image.ts";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { requireNoMore } from "../options.ts";

/**
 * Spreads the values of each channel so that all become about equally frequent.
 *
 * y = min(255, ⌊(n(x) + ⌊s/2⌋)/s⌋), where n(x) pixels of the channel are darker than x, and
 * s = ⌊(pixels − those of the brightest value)/255⌋; a channel of which s is 0 stays
 *
 * @throws {DTypeError} On a float image.
 * @see Pillow's ImageOps.equalize; torchvision's RandomEqualize, with p = 1.
 */
export function equalize(...more: never[]): Transform {
  requireNoMore("equalize", more, "equalize(), or withProbability(p, equalize())");
  return transform("equalize", (frame) => applyEqualize("equalize", frame));
}

/** Spreads the values of each channel. */
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
