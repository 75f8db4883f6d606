import { Describable, inLayer, type Param } from "@cambium/module";
import { formatShape, ShapeError, type Tensor } from "@cambium/tensor";
import { requireCounts } from "@cambium/tensor/checks";
import { advance, bindUnit, inputGates, type Recurrence } from "./recurrence.ts";
import { makeRecurrentParameters, type RecurrentCellOptions, valuesOf } from "./recurrent-parameters.ts";
import { type GivenState, startState } from "./recurrent-state.ts";

/** Base of the recurrent cells: sizes and parameters. */
export abstract class RecurrentCell extends Describable {
  /** Last size of the input. */
  readonly inputSize: number;
  /** H, the last size of the state. */
  readonly hiddenSize: number;
  /** Stacked matrices of all gates for the input, [gates·H, inputSize]. */
  readonly weightIh: Param;
  /** Stacked matrices of all gates for the state, [gates·H, H]. */
  readonly weightHh: Param;
  /** Added to the products with the input, [gates·H]; undefined without biases. */
  readonly biasIh: Param | undefined;
  /** Added to the products with the state, [gates·H]; undefined without biases. */
  readonly biasHh: Param | undefined;

  /** @throws {RangeError} If a size is not a whole number of at least 1. */
  constructor(
    layer: string,
    recurrence: Recurrence,
    inputSize: number,
    hiddenSize: number,
    options: RecurrentCellOptions,
  ) {
    super(inputSize, hiddenSize, options);
    requireCounts(layer, { inputSize, hiddenSize });
    const parameters = makeRecurrentParameters(this, recurrence, inputSize, hiddenSize, options);
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.weightIh = parameters.weightIh;
    this.weightHh = parameters.weightHh;
    this.biasIh = parameters.biasIh;
    this.biasHh = parameters.biasHh;
  }
}

/** Runs one step of a cell and returns the next state, in the order of the recurrence. */
export function stepOf(
  layer: string,
  recurrence: Recurrence,
  cell: RecurrentCell,
  x: Tensor,
  given: GivenState,
): readonly Tensor[] {
  const { inputSize, hiddenSize } = cell;
  return inLayer(cell, { x }, () => {
    if (x.rank !== 2 || x.shape[1] !== inputSize) {
      throw new ShapeError(
        `${layer}: the input must have shape [N, ${inputSize}]: got ${formatShape(x.shape)}. ` +
          "Change inputSize, or reshape the input.",
      );
    }
    const shape = [x.shape[0]!, hiddenSize];
    const start = startState(layer, recurrence, given, shape, "[N, hiddenSize]", x);
    const unit = bindUnit(recurrence, valuesOf(cell), x.shape[0]!);
    return advance(unit, inputGates(unit, x), start);
  });
}
