import { formatShape, reshape, ShapeError, scope, type Tensor } from "@cambium/tensor";
import { inWords, normalizeAxis } from "@cambium/tensor/checks";
import { largestPiece } from "./largest-piece.ts";

/**
 * Maximum over each group of `pieces` neighboring channels.
 *
 * y[…, j, …] = max of x[…, jk, …] to x[…, jk + k − 1, …], k = pieces
 *
 * Equal maxima share the gradient evenly.
 *
 * @param pieces k, the number of channels that compete for each result; at least 1. It divides the size of `dim`.
 * @param dim Dimension of the channels; negative numbers count from the end. Default: 1.
 * @returns The shape of x with the size of `dim` divided by k.
 * @throws {RangeError} If `pieces` is not a whole number of at least 1, or there is no such dimension.
 * @throws {ShapeError} If `pieces` does not divide the size of `dim`.
 * @see Goodfellow et al.: Maxout networks (2013).
 * @example
 * const y = maxout(conv.forward(x), 2);
 */
export function maxout(x: Tensor, pieces: number, dim = 1): Tensor {
  requirePieces("maxout", pieces);
  const axis = normalizeAxis("maxout", dim, x.rank);
  const size = x.shape[axis]!;
  if (size % pieces !== 0) throw indivisible(x, pieces, dim);
  const grouped = x.shape.toSpliced(axis, 1, size / pieces, pieces);
  return scope(() => largestPiece(reshape(x, grouped), axis + 1));
}

/**
 * Checks the number of pieces.
 *
 * @throws {RangeError} If it is not a whole number of at least 1.
 */
export function requirePieces(caller: string, pieces: number): void {
  if (Number.isInteger(pieces) && pieces >= 1) return;
  throw new RangeError(
    `${caller}: pieces must be a whole number of at least 1: got ${inWords(pieces)}. The usual value is 2.`,
  );
}

function indivisible(x: Tensor, pieces: number, dim: number): ShapeError {
  return new ShapeError(
    `maxout: dimension ${dim} must be divisible by ${pieces} pieces: got ${formatShape(x.shape)}. ` +
      "Choose another dim, or make pieces times as many channels as are wanted.",
  );
}
