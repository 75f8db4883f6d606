/** A collection of samples, numbered from 0. */
export interface Dataset<Sample> {
  /** Number of samples. */
  readonly length: number;
  /**
   * Sample number `index`.
   *
   * @throws {RangeError} If `index` is not a whole number in [0, length).
   */
  get(index: number): Sample;
}

/**
 * Checks the number of a sample; `place` says where it was found, if that helps.
 *
 * @throws {RangeError} If it is not a whole number in [0, length).
 */
export function checkIndex(op: string, index: number, length: number, place = ""): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  const advice = length === 0 ? "It is empty." : `Use one in [0, ${length - 1}].`;
  throw new RangeError(
    `${op}: there is no sample ${index}${place}: the data set has ${length} samples. ${advice}`,
  );
}
