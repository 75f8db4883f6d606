/** Start of a draw. Element i of the draw is word i mod 4 of Philox block `counter` + ⌊i/4⌋; see {@link philoxBlock}. */
export interface RngKey {
  /** Lower 32 bits of the key, in [0, 2^32). */
  readonly key0: number;
  /** Upper 32 bits of the key, in [0, 2^32). Those of a seed are below 2^21, those of forks are not. */
  readonly key1: number;
  /** Number of the block of four words to draw from next, in [0, 2^53). */
  readonly counter: number;
}

/** Upper 32 bits of the product of two unsigned numbers, the first of them as its 16-bit halves. */
function multiplyHigh(aHigh: number, aLow: number, b: number): number {
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/**
 * One block of Philox4x32-10: ten rounds of multiply, exclusive-or and swap over a 128-bit counter. All words are
 * int32 with the bits of unsigned numbers.
 *
 * @param c0 to c3: the counter, the least significant word first.
 * @param key0 and `key1`: the 64-bit key, low word first.
 * @param out Receives the four words of the block from index `at`.
 * @see Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011).
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key0: number,
  key1: number,
  out: Int32Array,
  at: number,
): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, c0);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    c0 = c1 ^ key0 ^ high1;
    c1 = Math.imul(0xcd9e8d57, c2);
    c2 = c3 ^ key1 ^ high0;
    c3 = low0;
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
}

/**
 * Block number `block` of a stream: Philox4x32-10 of a counter whose two low words hold the number (below 2^53), the lower word
 * first, and whose upper words are 0.
 *
 * @param key0 and `key1`: the low and the high word of the key, signed or not.
 * @param out Receives the block's four words, as int32, from index `at`.
 */
export function philoxBlock(key0: number, key1: number, block: number, out: Int32Array, at: number): void {
  philox(block | 0, Math.floor(block / 0x100000000) | 0, 0, 0, key0 | 0, key1 | 0, out, at);
}

/** Maps a word, signed or not, to [0, 1): (word >>> 8)/2^24, exact in float32. */
export function unitInterval(word: number): number {
  return (word >>> 8) / 0x1000000;
}

/** Box-Muller radius of a word, signed or not: √(−2 ln u), where u = ((word >>> 8) + 1)/2^24 is in (0, 1]. */
export function normalRadius(word: number): number {
  return Math.sqrt(-2 * Math.log(((word >>> 8) + 1) / 0x1000000));
}
