import type { Slot, Tensor } from "@cambium/tensor";
import { alias, Rng } from "@cambium/tensor";

/** For the first values of layers, which the weights of a case replace. */
export const unused = new Rng(0);

/**
 * Puts the tensors of a case into the parameters and buffers of a layer, under the same names. A slot owns its tensor,
 * so it gets an alias.
 */
export function withWeights<L extends object>(
  layer: L,
  weights: { readonly [Name in Exclude<keyof L, "toString">]?: Tensor | undefined },
): L {
  for (const [name, weight] of Object.entries(weights) as [keyof L, Tensor | undefined][]) {
    if (weight) (layer[name] as Slot).value = alias(weight);
  }
  return layer;
}
