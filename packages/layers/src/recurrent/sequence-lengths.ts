import { arange, gt, reshape, split, type Tensor, tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Steps at which the sequences of a batch continue. */
export interface Activity {
  /** Bools [T, N, 1]. */
  readonly mask: Tensor;
  /** The same for each step, [N, 1]; undefined for steps at which all sequences continue. */
  readonly perStep: readonly (Tensor | undefined)[];
}

/**
 * Returns the steps that are within the lengths of sequences.
 *
 * @param x [T, N, …].
 * @throws {RangeError} If there are not N lengths, or one is not a whole number from 0 to T.
 */
export function readLengths(layer: string, lengths: readonly number[], x: Tensor): Activity {
  const [steps, batch] = x.shape as [number, number];
  if (lengths.length !== batch) {
    throw new RangeError(
      `${layer}: lengths must hold one number for each of the ${batch} sequences: got ${lengths.length}. Pass ${batch}.`,
    );
  }
  const odd = lengths.find((length) => !Number.isInteger(length) || length < 0 || length > steps);
  if (odd !== undefined) {
    throw new RangeError(
      `${layer}: lengths must be whole numbers from 0 to the number of steps, ${steps}: got ${inWords(odd)}. Pad the input?`,
    );
  }
  const shortest = Math.min(...lengths);
  const { backend } = x;
  const ends = tensor([...lengths], { shape: [batch, 1], dtype: "int32", backend });
  const mask = gt(ends, reshape(arange(0, steps, { backend }), [steps, 1, 1]));
  const rows = split(reshape(mask, [steps * batch, 1]), new Array<number>(steps).fill(batch));
  return { mask, perStep: rows.map((row, t) => (t < shortest ? undefined : row)) };
}
