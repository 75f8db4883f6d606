import { defaultBias, defaultWeight, type Initializer } from "@cambium/init";
import { Param, type ParamOptions } from "@cambium/module";
import { type Shape, scope, type Tensor } from "@cambium/tensor";

/**
 * Options of layers of several pieces. With an `rng`, weight and bias are drawn at once, which advances it. Without an
 * `rng`, `initialize(model, rng)` draws them later.
 */
export interface MaxoutLayerOptions extends ParamOptions {
  /** Number of maps that compete for each result; at least 1. */
  readonly pieces: number;
  /** True for a layer with a bias. Default: true. */
  readonly bias?: boolean;
  /** Initializer of the weight of each piece. Default: `defaultWeight`, as in a layer of one piece. */
  readonly init?: Initializer;
  /** Initializer of the bias of each piece. Default: `defaultBias`. */
  readonly biasInit?: Initializer;
}

/** Names of {@link MaxoutLayerOptions}. */
export const maxoutLayerNames = ["rng", "pieces", "dtype", "backend", "bias", "init", "biasInit"] as const;

/** Way in which the pieces of a weight or bias are joined. */
export interface Join {
  /** The tensor of all pieces. */
  join(pieces: readonly Tensor[]): Tensor;
  /** Its shape. */
  shape(piece: Shape, pieces: number): Shape;
}

/** Joins one draw for each piece. The fans are those of a single piece. */
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

/** Weight of pieces [out, in, kernel…]. */
export function makeWeight(layer: object, piece: Shape, join: Join, options: MaxoutLayerOptions): Param {
  return drawn(`weight of ${layer}`, options.init ?? defaultWeight, piece, join, options);
}

/**
 * Bias of pieces [out]; undefined if the options switch it off.
 *
 * @throws {RangeError} If the options give an initializer but no bias.
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
