import { defaultBias, defaultWeight, type Initializer } from "@cambium/init";
import { Param, type ParamOptions } from "@cambium/module";
import type { Shape } from "@cambium/tensor";

/**
 * Options of layers with a weight and a bias. Given an `rng`, both are drawn from it at once, and it advances, so that
 * two layers given one stream differ. Without it `initialize(model, rng)` draws them.
 */
export interface WeightOptions extends ParamOptions {
  /** True for a bias. Default: true. */
  readonly bias?: boolean;
  /** Initializer of the weight. Default: `defaultWeight`, as in PyTorch. */
  readonly init?: Initializer;
  /** Initializer of the bias. Default: `defaultBias`, as in PyTorch. */
  readonly biasInit?: Initializer;
}

/** Names of {@link WeightOptions}. */
export const weightNames = ["rng", "dtype", "backend", "bias", "init", "biasInit"] as const;

/** A weight [out, in, kernel…] of a layer. */
export function makeWeight(layer: object, shape: Shape, options: WeightOptions): Param {
  const { init = defaultWeight, rng, dtype, backend } = options;
  return new Param({ shape, init, rng, dtype, backend, label: `weight of ${layer}` });
}

/**
 * A bias [out] for a weight of this shape, or undefined with `bias: false`.
 *
 * @param out Default: the first size of the weight.
 * @throws {RangeError} If there is a `biasInit` with `bias: false`.
 */
export function makeBias(
  layer: object,
  weightShape: Shape,
  options: WeightOptions,
  out: number = weightShape[0]!,
): Param | undefined {
  const { bias = true, biasInit, rng, dtype, backend } = options;
  if (!bias && biasInit) {
    throw new RangeError(`${layer}: biasInit is for a bias: got it with bias: false. Leave one of them out.`);
  }
  if (!bias) return undefined;
  const init = biasInit ?? defaultBias(weightShape);
  return new Param({ shape: [out], init, rng, dtype, backend, label: `bias of ${layer}` });
}
