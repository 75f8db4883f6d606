import { formatShape, reshape, ShapeError, scope, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { largestPiece } from "./largest-piece.ts";

/** Options of {@link maxout}. */
export interface MaxoutOptions {
  /** k, how many channels compete for each that is left; divides their number. At least 1. */
  readonly pieces: number;
  /** The dimension of the channels; it may count from the end. Default: 1. */
  readonly dim?: number;
}

/**
 * The largest of every `pieces` neighboring channels.
 *
 * y[…, j, …] = max of x[…, jk, …] to x[…, jk + k − 1, …], k = pieces
 *
 * Equal largest channels share the gradient.
 *
 * @returns The shape of x with the size of `dim` divided by k.
 * @throws {RangeError} If `pieces` is not a whole number of at least 1.
 * @throws {ShapeError} If it does not divide that size, or there is no such dimension.
 * @see Goodfellow et al.: Maxout networks (2013).
 * @example
 * const y = maxout(conv.forward(x), { pieces: 2 });
 */
export function maxout(x: Tensor, options: MaxoutOptions): Tensor {
  checkOptions("maxout", options, ["pieces", "dim"]);
  const { pieces, dim = 1 } = options;
  requirePieces("maxout", pieces);
  const size = x.shape.at(dim);
  if (size === undefined || size % pieces !== 0) throw indivisible(x, pieces, dim);
  const axis = dim < 0 ? dim + x.rank : dim;
  const grouped = x.shape.toSpliced(axis, 1, size / pieces, pieces);
  return scope(() => largestPiece(reshape(x, grouped), axis + 1));
}

/**
 * Checks a number of pieces.
 *
 * @throws {RangeError} If it is not a whole number of at least 1.
 */
export function requirePieces(caller: string, pieces: number): void {
  if (Number.isInteger(pieces) && pieces >= 1) return;
  throw new RangeError(
    `${caller}: pieces must be a whole number of at least 1: got ${pieces}. The usual value is 2.`,
  );
}

function indivisible(x: Tensor, pieces: number, dim: number): ShapeError {
  return new ShapeError(
    `maxout: dimension ${dim} must exist and be divisible by ${pieces} pieces: got ${formatShape(x.shape)}. ` +
      "Choose another dim, or make pieces times as many channels as are wanted.",
  );
}
