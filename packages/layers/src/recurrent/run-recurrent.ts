import { inLayer, type Mode, requireMode } from "@cambium/module";
import { dropout } from "@cambium/regularize";
import {
  concat,
  formatShape,
  reshape,
  ShapeError,
  split,
  type Tensor,
  transpose,
  where,
} from "@cambium/tensor";
import { advance, bindUnit, inputGates, type Recurrence, type Unit } from "./recurrence.ts";
import { type RecurrentLayer, weightsOf } from "./recurrent.ts";
import { type GivenState, startState } from "./recurrent-state.ts";
import { type Activity, readLengths } from "./sequence-lengths.ts";

/** Outputs of the last layer for every step, and the final states of all layers. */
interface Outcome {
  readonly y: Tensor;
  /** [layers·directions, N, H] each, in the order of the recurrence. */
  readonly states: readonly Tensor[];
}

/** Runs all layers over x, [T, N, inputSize] or with `batchFirst` [N, T, inputSize]. */
export function runRecurrent(
  name: string,
  recurrence: Recurrence,
  layer: RecurrentLayer,
  x: Tensor,
  mode: Mode,
  given: GivenState,
  lengths: readonly number[] | undefined,
): Outcome {
  return inLayer(layer, { x }, () => {
    requireMode(name, mode);
    checkSequence(name, layer, x);
    const steps = layer.batchFirst ? transpose(x, 0, 1) : x;
    const activity = lengths && readLengths(name, lengths, steps);
    const starts = startsOf(name, recurrence, layer, steps, given);
    const { y, states } = runLayers(recurrence, layer, steps, mode, starts, activity);
    const visible = activity ? where(activity.mask, y, 0) : y;
    return { y: layer.batchFirst ? transpose(visible, 0, 1) : visible, states };
  });
}

function checkSequence(name: string, { inputSize, batchFirst }: RecurrentLayer, x: Tensor): void {
  const layout = batchFirst ? "N, T" : "T, N";
  if (x.rank !== 3 || x.shape[2] !== inputSize) {
    throw new ShapeError(
      `${name}: the input must have shape [${layout}, ${inputSize}]: got ${formatShape(x.shape)}. ` +
        "Change inputSize, or reshape the input.",
    );
  }
  if (x.shape[batchFirst ? 1 : 0] === 0) {
    throw new ShapeError(
      `${name}: a sequence needs at least one step: got [${layout}, ${inputSize}] = ${formatShape(x.shape)}. Leave empty ones out.`,
    );
  }
}

/** Initial state of each unit, in the order of the recurrence. */
function startsOf(
  name: string,
  recurrence: Recurrence,
  { numLayers, bidirectional, hiddenSize }: RecurrentLayer,
  x: Tensor,
  given: GivenState,
): Tensor[][] {
  const units = numLayers * (bidirectional ? 2 : 1);
  const batch = x.shape[1]!;
  const shape = [units, batch, hiddenSize];
  const perState = startState(name, recurrence, given, shape, "[layers · directions, N, hiddenSize]", x).map(
    (state) => rowsOf(state, units),
  );
  return Array.from({ length: units }, (_, unit) => perState.map((state) => state[unit]!));
}

/** Splits x [count, N, H] into matrices [N, H]. */
function rowsOf(x: Tensor, count: number): Tensor[] {
  const [, batch, size] = x.shape as [number, number, number];
  return split(reshape(x, [count * batch, size]), new Array<number>(count).fill(batch));
}

/** Joins matrices [N, H] into a tensor [count, N, H]. */
function joined(rows: readonly Tensor[]): Tensor {
  return reshape(concat(rows), [rows.length, ...rows[0]!.shape]);
}

function runLayers(
  recurrence: Recurrence,
  layer: RecurrentLayer,
  x: Tensor,
  mode: Mode,
  starts: readonly (readonly Tensor[])[],
  activity: Activity | undefined,
): Outcome {
  const directions = layer.bidirectional ? 2 : 1;
  const ends: (readonly Tensor[])[] = [];
  let y = x;
  for (let first = 0; first < starts.length; first += directions) {
    const input = first === 0 ? x : dropout(y, layer.dropout, mode);
    const outputs: Tensor[] = [];
    for (let direction = 0; direction < directions; direction++) {
      const unit = bindUnit(recurrence, weightsOf(layer, first + direction), x.shape[1]!);
      const run = runUnit(unit, input, starts[first + direction]!, direction === 1, activity);
      outputs.push(run.y);
      ends.push(run.end);
    }
    y = outputs.length === 1 ? outputs[0]! : concat(outputs, 2);
  }
  return { y, states: recurrence.states.map((_, i) => joined(ends.map((end) => end[i]!))) };
}

/**
 * Runs one unit over x [T, N, size]. The products with the input of all steps are one matrix product. Each step then has
 * one product with the state and one pass over memory.
 */
function runUnit(
  unit: Unit,
  x: Tensor,
  start: readonly Tensor[],
  reverse: boolean,
  activity: Activity | undefined,
): { y: Tensor; end: readonly Tensor[] } {
  const [steps, batch, size] = x.shape as [number, number, number];
  const products = inputGates(unit, reshape(x, [steps * batch, size]));
  const perStep = products.map((gate) => split(gate, new Array<number>(steps).fill(batch)));
  const outputs = new Array<Tensor>(steps);
  let state = start;
  for (let i = 0; i < steps; i++) {
    const t = reverse ? steps - 1 - i : i;
    const fromInput = perStep.map((gate) => gate[t]!);
    state = advance(unit, fromInput, state, activity?.perStep[t]);
    outputs[t] = state[0]!;
  }
  return { y: joined(outputs), end: state };
}
