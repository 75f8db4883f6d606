import { Param } from "@cambium/module";
import type { CreateOptions, Shape } from "@cambium/tensor";

/** A scale of a normalization layer, which starts from 1. */
export function makeScale(layer: object, shape: Shape, { dtype, backend }: CreateOptions): Param {
  return new Param({ shape, init: 1, dtype, backend, label: `weight of ${layer}` });
}

/** A shift of a normalization layer, which starts from 0. */
export function makeShift(layer: object, shape: Shape, { dtype, backend }: CreateOptions): Param {
  return new Param({ shape, init: 0, dtype, backend, label: `bias of ${layer}` });
}
