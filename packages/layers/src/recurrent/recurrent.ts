import { Describable, type Param } from "@cambium/module";
import { requireCounts, requireDropProbability } from "@cambium/tensor/checks";
import type { Recurrence, Weights } from "./recurrence.ts";
import {
  makeRecurrentParameters,
  type RecurrentCellOptions,
  type RecurrentParameters,
  valuesOf,
} from "./recurrent-parameters.ts";

/** Options that all recurrent layers share. */
export interface RecurrentOptions extends RecurrentCellOptions {
  /** Number of stacked layers, each of which reads the outputs of the one before. Default: 1. */
  readonly numLayers?: number;
  /** True for sequences [N, T, …] instead of [T, N, …]. Default: false. */
  readonly batchFirst?: boolean;
  /** Probability with which outputs are dropped between layers while training. It needs two layers or more. Default: 0. */
  readonly dropout?: number;
  /** True to also read the sequence backwards in every layer and concatenate the outputs of both directions. Default: false. */
  readonly bidirectional?: boolean;
}

/** Names of {@link RecurrentOptions}. */
export const recurrentNames = [
  "rng",
  "dtype",
  "backend",
  "bias",
  "numLayers",
  "batchFirst",
  "dropout",
  "bidirectional",
] as const;

/** Names of the parameters: `weightIhL0`, and `weightIhL0Reverse` for the backward direction. */
export type RecurrentParameterName = `${"weight" | "bias"}${"Ih" | "Hh"}L${number}${"" | "Reverse"}`;

/**
 * Base of RNN, LSTM and GRU: sizes, options and parameters.
 *
 * Layer k has the parameters `weightIhLk`, `weightHhLk`, `biasIhLk` and `biasHhLk`. Those of the backward direction end in
 * `Reverse`, as in PyTorch (`weight_ih_l0_reverse`).
 */
export abstract class RecurrentLayer extends Describable {
  readonly [parameter: RecurrentParameterName]: Param | undefined;
  /** Last size of the input. */
  readonly inputSize: number;
  /** H, the last size of a state. */
  readonly hiddenSize: number;
  /** Number of stacked layers. */
  readonly numLayers: number;
  /** True if sequences are [N, T, …] instead of [T, N, …]. */
  readonly batchFirst: boolean;
  /** Probability with which outputs are dropped between layers while training. */
  readonly dropout: number;
  /** True if every layer also reads the sequence backwards. */
  readonly bidirectional: boolean;

  /** @throws {RangeError} If a size is not a whole number of at least 1, dropout is not in [0, 1), or there is dropout but one layer. */
  constructor(
    layer: string,
    recurrence: Recurrence,
    inputSize: number,
    hiddenSize: number,
    options: RecurrentOptions,
  ) {
    super(inputSize, hiddenSize, options);
    const { numLayers = 1, batchFirst = false, dropout = 0, bidirectional = false, ...cell } = options;
    requireCounts(layer, { inputSize, hiddenSize, numLayers });
    requireDropProbability(layer, dropout, "dropout");
    if (dropout > 0 && numLayers === 1) throw withoutEffect(layer, dropout);
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.numLayers = numLayers;
    this.batchFirst = batchFirst;
    this.dropout = dropout;
    this.bidirectional = bidirectional;
    const directions = bidirectional ? 2 : 1;
    for (let unit = 0; unit < numLayers * directions; unit++) {
      const size = unit < directions ? inputSize : hiddenSize * directions;
      const parameters = makeRecurrentParameters(this, recurrence, size, hiddenSize, cell);
      for (const name of parameterNames) {
        Object.assign(this, { [`${name}${suffixOf(this, unit)}`]: parameters[name] });
      }
    }
  }
}

function withoutEffect(layer: string, dropout: number): RangeError {
  return new RangeError(
    `${layer}: dropout acts between layers, and there is only one: got dropout ${dropout} with numLayers 1. Set ` +
      "numLayers to 2 or more, or put a Dropout layer after it.",
  );
}

const parameterNames = ["weightIh", "weightHh", "biasIh", "biasHh"] as const;

/** Suffix of the parameter names of a unit. Units are numbered like states: layer by layer, the forward direction first. */
function suffixOf({ bidirectional }: RecurrentLayer, unit: number): `L${number}${"" | "Reverse"}` {
  if (!bidirectional) return `L${unit}`;
  return `L${unit >> 1}${unit % 2 === 0 ? "" : "Reverse"}`;
}

/** Present values of the parameters of a unit. */
export function weightsOf(layer: RecurrentLayer, unit: number): Weights {
  const suffix = suffixOf(layer, unit);
  const [weightIh, weightHh, biasIh, biasHh] = parameterNames.map(
    (name): Param | undefined => layer[`${name}${suffix}`],
  );
  return valuesOf({ weightIh, weightHh, biasIh, biasHh } as RecurrentParameters);
}
