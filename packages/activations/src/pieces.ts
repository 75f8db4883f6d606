import { defaultBias, defaultWeight, type Initializer } from "@cambium/init";
import { Param, type ParamOptions } from "@cambium/module";
import { type Shape, scope, type Tensor } from "@cambium/tensor";

/**
 * Options of layers of several pieces. Given an `rng`, weight and bias are drawn from it at once, and it advances. Without
 * it `initialize(model, rng)` draws them.
 */
export interface MaxoutLayerOptions extends ParamOptions {
  /** How many maps compete for each result; at least 1. */
  readonly pieces: number;
  /** Whether there is a bias. Default: true. */
  readonly bias?: boolean;
  /** How the weight of each piece starts. Default: `defaultWeight`, as in a layer of one piece. */
  readonly init?: Initializer;
  /** How the bias of each piece starts. Default: `defaultBias`. */
  readonly biasInit?: Initializer;
}

/** The names of {@link MaxoutLayerOptions}. */
export const maxoutLayerNames = ["rng", "pieces", "dtype", "backend", "bias", "init", "biasInit"] as const;

/** How the pieces of a weight or bias are put together. */
export interface Join {
  /** The tensor of all pieces. */
  join(pieces: readonly Tensor[]): Tensor;
  /** Its shape. */
  shape(piece: Shape, pieces: number): Shape;
}

/** One draw for each piece, put together: the fans are those of a single piece. */
function drawn(
  label: string,
  init: Initializer,
  piece: Shape,
  { join, shape }: Join,
  { pieces, rng, dtype, backend }: MaxoutLayerOptions,
): Param {
  return new Param({
    shape: shape(piece, pieces),
    init: (_, target) => scope(() => join(Array.from({ length: pieces }, () => init(piece, target)))),
    rng,
    dtype,
    backend,
    label,
  });
}

/** A weight of pieces [out, in, kernel…]. */
export function makeWeight(layer: object, piece: Shape, join: Join, options: MaxoutLayerOptions): Param {
  return drawn(`weight of ${layer}`, options.init ?? defaultWeight, piece, join, options);
}

/**
 * The bias for it, of pieces [out], unless the options say that there is none.
 *
 * @throws {RangeError} If there is an initializer for a bias that there is not.
 */
export function makeBias(
  layer: object,
  weightPiece: Shape,
  join: Join,
  options: MaxoutLayerOptions,
): Param | undefined {
  const { bias = true, biasInit } = options;
  if (!bias && biasInit) {
    throw new RangeError(`${layer}: biasInit is for a bias: got it with bias: false. Leave one of them out.`);
  }
  const init = biasInit ?? defaultBias(weightPiece);
  return bias ? drawn(`bias of ${layer}`, init, weightPiece.slice(0, 1), join, options) : undefined;
}
