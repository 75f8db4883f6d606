import { defaultBias, defaultWeight, type Initializer } from "@cambium/init";
import { Param } from "@cambium/module";
import type { RandomOptions, Shape } from "@cambium/tensor";

/** Options of layers that have a weight and a bias. Both are drawn from `rng`, which advances: two layers given one stream differ. */
export interface WeightOptions extends RandomOptions {
  /** Whether there is a bias. Default: true. */
  readonly bias?: boolean;
  /** How the weight starts. Default: `defaultWeight`, as in PyTorch. */
  readonly init?: Initializer;
  /** How the bias starts. Default: `defaultBias`, as in PyTorch. */
  readonly biasInit?: Initializer;
}

/** The names of {@link WeightOptions}. */
export const weightNames = ["rng", "dtype", "backend", "bias", "init", "biasInit"] as const;

/** A new weight [out, in, kernel…] for a layer. */
export function makeWeight(shape: Shape, { init = defaultWeight, ...options }: WeightOptions): Param {
  return new Param(init(shape, options));
}

/**
 * A new bias [out] beside a weight of this shape, unless the options say that there is none.
 *
 * @param out Default: the first size of the weight.
 */
export function makeBias(
  weightShape: Shape,
  options: WeightOptions,
  out: number = weightShape[0]!,
): Param | undefined {
  const { bias = true, biasInit = defaultBias(weightShape) } = options;
  return bias ? new Param(biasInit([out], options)) : undefined;
}
