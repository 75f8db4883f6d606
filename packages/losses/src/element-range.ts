import { BackendError, formatShape, max, min, scope, type Tensor, unrecorded } from "@cambium/tensor";

/** Numbers that elements may be, and the words of the error message. */
interface ElementRange {
  readonly low: number;
  /** Default: no upper bound. */
  readonly high?: number;
  /** Continues "… must be". */
  readonly text: string;
  /** Ends the message. */
  readonly advice: string;
}

/**
 * Checks that all elements are in a range, by reading the smallest and the largest. NaN passes, because the loss shows it.
 * A backend that cannot be read synchronously is not checked.
 *
 * @throws {RangeError} Naming the first element outside the range.
 */
export function requireElements(loss: string, which: string, x: Tensor, range: ElementRange): void {
  const { low, high = Infinity } = range;
  const extremes = extremesOf(x, high < Infinity);
  if (!extremes || !(extremes.least < low || extremes.most > high)) return;
  const values = x.dataSync();
  const index = values.findIndex((value) => value < low || value > high);
  throw new RangeError(
    `${loss}: ${which} must be ${range.text}: got ${values[index]} at position ${positionOf(index, x.shape)}. ${range.advice}`,
  );
}

/** Smallest and, if wanted, largest element; undefined if there is no element or it cannot be read. */
function extremesOf(x: Tensor, wantsMost: boolean): { least: number; most: number } | undefined {
  if (x.size === 0 || !x.backend.readSync) return undefined;
  try {
    return unrecorded(() =>
      scope(() => ({ least: min(x).item(), most: wantsMost ? max(x).item() : -Infinity })),
    );
  } catch (error) {
    // `summary` computes shapes without values.
    if (error instanceof BackendError) return undefined;
    throw error;
  }
}

/** Position of element number `index` of a shape: `[1, 2]`. */
export function positionOf(index: number, shape: readonly number[]): string {
  let rest = index;
  const position = shape.toReversed().map((size) => {
    const along = rest % size;
    rest = Math.floor(rest / size);
    return along;
  });
  return formatShape(position.reverse());
}
