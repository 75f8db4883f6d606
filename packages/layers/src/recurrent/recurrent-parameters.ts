import { Param } from "@cambium/module";
import { type RandomOptions, type Shape, uniform } from "@cambium/tensor";
import type { Recurrence, Weights } from "./recurrence.ts";

/** Options that all recurrent cells share. */
export interface RecurrentCellOptions extends RandomOptions {
  /** Whether there are biases. Default: true. */
  readonly bias?: boolean;
}

/** The names of {@link RecurrentCellOptions}. */
export const recurrentCellNames = ["rng", "dtype", "backend", "bias"] as const;

/** Parameters of one recurrent unit. */
export interface RecurrentParameters {
  readonly weightIh: Param;
  readonly weightHh: Param;
  readonly biasIh: Param | undefined;
  readonly biasHh: Param | undefined;
}

/** New parameters, all from U[−1/√H, 1/√H) as in PyTorch. */
export function makeRecurrentParameters(
  { gates }: Recurrence,
  inputSize: number,
  hiddenSize: number,
  { bias = true, ...target }: RecurrentCellOptions,
): RecurrentParameters {
  const high = 1 / Math.sqrt(hiddenSize);
  const rows = gates * hiddenSize;
  const draw = (shape: Shape): Param => new Param(uniform(shape, { ...target, low: -high, high }));
  return {
    weightIh: draw([rows, inputSize]),
    weightHh: draw([rows, hiddenSize]),
    biasIh: bias ? draw([rows]) : undefined,
    biasHh: bias ? draw([rows]) : undefined,
  };
}

/** The present values. */
export function valuesOf({ weightIh, weightHh, biasIh, biasHh }: RecurrentParameters): Weights {
  return {
    weightIh: weightIh.value,
    weightHh: weightHh.value,
    biasIh: biasIh?.value,
    biasHh: biasHh?.value,
  };
}
