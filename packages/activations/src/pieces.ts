import { defaultBias, defaultWeight, type Initializer } from "@cambium/init";
import { Param } from "@cambium/module";
import { type RandomOptions, type Shape, scope, type Tensor } from "@cambium/tensor";

/** Options of layers of several pieces. Weight and bias are drawn from `rng`, which advances. */
export interface MaxoutLayerOptions extends RandomOptions {
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

/** Puts the pieces of a weight, or of a bias, together. */
type Join = (pieces: readonly Tensor[]) => Tensor;

/** One draw for each piece, put together: the fans are those of a piece alone. */
function drawn(
  init: Initializer,
  shape: Shape,
  join: Join,
  { pieces, ...options }: MaxoutLayerOptions,
): Param {
  return new Param(scope(() => join(Array.from({ length: pieces }, () => init(shape, options)))));
}

/** A new weight of pieces [out, in, kernel…]. */
export function makeWeight(shape: Shape, join: Join, options: MaxoutLayerOptions): Param {
  return drawn(options.init ?? defaultWeight, shape, join, options);
}

/** The bias beside it, of pieces [out], unless the options say that there is none. */
export function makeBias(weightShape: Shape, join: Join, options: MaxoutLayerOptions): Param | undefined {
  const { bias = true, biasInit = defaultBias(weightShape) } = options;
  return bias ? drawn(biasInit, weightShape.slice(0, 1), join, options) : undefined;
}
