import type { Pixels } from "./image.ts";

/** The kinds of values that pixels have. */
export type PixelType = "uint8" | "float32";

/** How many arrays are kept, and how large they may be: fresh memory for larger ones costs little beside their pixels. */
const [MOST, LARGEST] = [8, 1 << 16];

/** Arrays that nobody uses, the oldest first. */
const spare: Pixels[] = [];

/**
 * Values that are yet to be set, all of them: those of another image may stand there.
 *
 * Small images take less time than fresh memory for them, so that arrays which were given back come first.
 */
export function pixelsOf(type: PixelType, length: number): Pixels {
  for (let i = spare.length - 1; i >= 0; i--) {
    const pixels = spare[i] as Pixels;
    if (pixels.length !== length || (type === "uint8") !== pixels instanceof Uint8Array) continue;
    spare.splice(i, 1);
    return pixels;
  }
  return type === "uint8" ? new Uint8Array(length) : new Float32Array(length);
}

/** Gives back values that nobody will look at again. */
export function giveBack(pixels: Pixels): void {
  if (pixels.byteLength > LARGEST) return;
  if (spare.length === MOST) spare.shift();
  spare.push(pixels);
}
