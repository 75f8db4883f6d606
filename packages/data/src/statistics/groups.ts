import { type Shape, sizeOf } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Mean and standard deviation of each column of rows, or of each channel of images. */
export interface Statistics {
  /** Mean of each column or channel; in [0, 1] for images of bytes. */
  readonly mean: readonly number[];
  /** Standard deviation of each column or channel; in [0, 0.5] for images of bytes. `normalize` requires values above 0. */
  readonly std: readonly number[];
}

/**
 * Checks that an argument contains means and standard deviations.
 *
 * @throws {TypeError} If it is not.
 */
export function requireStatistics(op: string, statistics: Statistics): void {
  const { mean, std } = (statistics ?? {}) as Partial<Statistics>;
  if (Array.isArray(mean) && Array.isArray(std)) return;
  throw new TypeError(
    `${op}: statistics must be { mean: [...], std: [...] }: got ${inWords(statistics)}. Pass those of the training data.`,
  );
}

/** Number of columns or channels of a value, and number of elements in each. */
export function groupsOf(shape: Shape): [groups: number, size: number] {
  return [shape[0] ?? 1, sizeOf(shape.slice(1))];
}
