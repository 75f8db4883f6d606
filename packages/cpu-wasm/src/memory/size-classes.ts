/** Largest size that has a class. */
export const LARGEST_CLASS: number = 1 << 15;

/**
 * Class of a size from 1 to {@link LARGEST_CLASS}. Classes are the multiples of 64 up to 512, and above that four sizes for each doubling,
 * so that at most a fifth of a piece is unused.
 */
export function classOf(bytes: number): number {
  const lines = (bytes + 63) >>> 6;
  if (lines <= 8) return lines;
  const shift = 29 - Math.clz32(lines - 1);
  return 4 * shift + ((lines - 1) >>> shift) + 1;
}

/** Bytes of the pieces of a class. */
export function sizeOfClass(index: number): number {
  if (index <= 8) return index << 6;
  const shift = (index - 5) >>> 2;
  return (index - 4 * shift) << (shift + 6);
}
