import type { RngKey } from "../rng.ts";

/**
 * `count` blocks of Philox4x32-10 from block `key.counter + skipped` on, four words each: what `philox` computes,
 * in int32 arithmetic throughout and without arrays in between.
 */
export function philoxWords(key: RngKey, skipped: number, count: number, out: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const block = key.counter + skipped + i;
    let c0 = block | 0;
    let c1 = Math.floor(block / 0x100000000) | 0;
    let c2 = 0;
    let c3 = 0;
    let key0 = key.key0 | 0;
    let key1 = key.key1 | 0;
    for (let round = 0; round < 10; round++) {
      const high0 = multiplyHigh(0xd251, 0x1f53, c0);
      const high1 = multiplyHigh(0xcd9e, 0x8d57, c2);
      const low0 = Math.imul(0xd2511f53, c0);
      c0 = high1 ^ c1 ^ key0;
      c1 = Math.imul(0xcd9e8d57, c2);
      c2 = high0 ^ c3 ^ key1;
      c3 = low0;
      key0 = (key0 + 0x9e3779b9) | 0;
      key1 = (key1 + 0xbb67ae85) | 0;
    }
    out[4 * i] = c0;
    out[4 * i + 1] = c1;
    out[4 * i + 2] = c2;
    out[4 * i + 3] = c3;
  }
}

/** Upper 32 bits of the product of two unsigned numbers; the halves of the first are given apart. */
function multiplyHigh(aHigh: number, aLow: number, b: number): number {
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}
