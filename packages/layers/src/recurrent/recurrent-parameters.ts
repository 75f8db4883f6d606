import { Param, type ParamOptions } from "@cambium/module";
import { type Shape, uniform } from "@cambium/tensor";
import type { Recurrence, Weights } from "./recurrence.ts";

/** Options that all recurrent cells share. */
export interface RecurrentCellOptions extends ParamOptions {
  /** True for biases. Default: true. */
  readonly bias?: boolean;
}

/** Names of {@link RecurrentCellOptions}. */
export const recurrentCellNames = ["rng", "dtype", "backend", "bias"] as const;

/** Parameters of one recurrent unit. */
export interface RecurrentParameters {
  readonly weightIh: Param;
  readonly weightHh: Param;
  readonly biasIh: Param | undefined;
  readonly biasHh: Param | undefined;
}

/** Parameters of one unit of a layer, all from U[−1/√H, 1/√H) as in PyTorch. */
export function makeRecurrentParameters(
  layer: object,
  { gates }: Recurrence,
  inputSize: number,
  hiddenSize: number,
  { bias = true, rng, dtype, backend }: RecurrentCellOptions,
): RecurrentParameters {
  const high = 1 / Math.sqrt(hiddenSize);
  const rows = gates * hiddenSize;
  const make = (name: string, shape: Shape): Param =>
    new Param({
      shape,
      init: (sizes, target) => uniform(sizes, { ...target, low: -high, high }),
      rng,
      dtype,
      backend,
      label: `${name} of ${layer}`,
    });
  return {
    weightIh: make("weightIh", [rows, inputSize]),
    weightHh: make("weightHh", [rows, hiddenSize]),
    biasIh: bias ? make("biasIh", [rows]) : undefined,
    biasHh: bias ? make("biasHh", [rows]) : undefined,
  };
}

/** Present values of the parameters. */
export function valuesOf({ weightIh, weightHh, biasIh, biasHh }: RecurrentParameters): Weights {
  return {
    weightIh: weightIh.value,
    weightHh: weightHh.value,
    biasIh: biasIh?.value,
    biasHh: biasHh?.value,
  };
}
