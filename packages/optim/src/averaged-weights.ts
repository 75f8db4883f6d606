import {
  buffers,
  compareState,
  parameters,
  type SavedTensor,
  type SavedTensors,
  saveTensors,
  stateError,
} from "@cambium/module";
import { alias, elementwiseMany, Slot, scope, type Tensor, tensor } from "@cambium/tensor";
import { between } from "@cambium/tensor/checks";
import { requireSchedule, type Schedule, scheduled } from "./schedule.ts";

/** State of averaged weights, as plain data. */
export interface AveragedWeightsState {
  /** Number of updates made. */
  readonly updates: number;
  /** The averages of the parameters, and the buffers, by name. */
  readonly tensors: SavedTensors;
}

/** a + (x − a)·share, and x itself where the share is 1. */
const blend = /* @__PURE__ */ elementwiseMany("average", (s, average, x, part) => [
  s.select(s.ge(part, 1), x, s.add(average, s.mul(s.sub(x, average), part))),
]);

/**
 * Average of a model's weights over the course of training, which often generalizes better than the last weights.
 *
 * Parameters are averaged. Buffers, such as the running statistics of batch normalization, are copied at each update, so
 * they belong to the trained weights. If the average is far from these, swap it in and run a few batches through the
 * model in training mode before you use it.
 *
 * @example
 * const average = new AveragedWeights(model, ema({ decay: 0.999 }));
 * optimizer.step(grads);
 * average.update(); // after each step
 * average.swap(); // the model has the averaged weights now
 * await evaluate(model);
 * average.swap(); // and its own again, to the last bit
 */
export class AveragedWeights {
  readonly #parameters: Readonly<Record<string, Slot>>;
  readonly #buffers: Readonly<Record<string, Slot>>;
  /**
   * Average of each parameter, and a copy of each buffer; while swapped, the model's own tensors. Tensors that equal the
   * model's share its memory: a change to either allocates new memory.
   */
  readonly #held: Readonly<Record<string, Slot>>;
  readonly #share: Schedule;
  #updates = 0;
  #swapped = false;

  /**
   * @param model Model to average: its current parameters and buffers are the first average.
   * @param averaging `ema`, `swa` or another schedule that gives the share of the new weights, in [0, 1], from the number
   * of previous updates.
   * @throws {TypeError} If the model is not an object or only its parameters, or the averaging is not a schedule.
   */
  constructor(model: object, averaging: Schedule) {
    requireModel(model);
    requireSchedule("AveragedWeights", "averaging", averaging, "ema(), swa() or another schedule");
    this.#parameters = parameters(model);
    this.#buffers = buffers(model);
    this.#share = scheduled("AveragedWeights", "share", averaging, between(0, 1));
    const held = Object.entries(this.#model()).map(
      ([name, { value }]) => [name, new Slot(alias(value))] as const,
    );
    this.#held = Object.fromEntries(held);
  }

  /** Number of updates made. */
  get updates(): number {
    return this.#updates;
  }

  /** True while the averaged weights are in the model. */
  get swapped(): boolean {
    return this.#swapped;
  }

  /**
   * Updates the average with the current weights, in place.
   *
   * @throws {Error} If the averaged weights are in the model.
   * @throws {RangeError} If the averaging gives a share out of range.
   */
  update(): void {
    this.#requireOwn("update");
    const part = this.#share(this.#updates);
    scope(() => {
      const blended = Object.entries(this.#parameters).map(([name, { value }]) => {
        const held = this.#held[name]!;
        return [held, blend.prepareConsuming([held.value, value, part], [0])] as const;
      });
      for (const [held, takeOver] of blended) held.value = takeOver()[0]!;
      for (const [name, { value }] of Object.entries(this.#buffers)) this.#held[name]!.value = alias(value);
    });
    this.#updates++;
  }

  /**
   * Swaps the weights and buffers of the model with the averaged ones, or back. No element is copied. Take no training
   * step while they are swapped: it would change the average.
   */
  swap(): void {
    scope(() => {
      for (const [name, slot] of Object.entries(this.#model())) {
        const held = this.#held[name]!;
        const [own, other] = [alias(slot.value), alias(held.value)];
        slot.value = other;
        held.value = own;
      }
    });
    this.#swapped = !this.#swapped;
  }

  /**
   * Returns a copy of the current state.
   *
   * @throws {Error} If the averaged weights are in the model.
   */
  async state(): Promise<AveragedWeightsState> {
    this.#requireOwn("state");
    const updates = this.#updates;
    return { updates, tensors: await saveTensors(valuesOf(this.#held)) };
  }

  /**
   * Restores a saved state. The weights of the model do not change.
   *
   * @throws {StateError} If it is the state of another model. Nothing has changed then.
   * @throws {Error} If the averaged weights are in the model.
   */
  restore({ updates, tensors }: AveragedWeightsState): void {
    this.#requireOwn("restore");
    const mismatch = compareState(valuesOf(this.#held), tensors);
    const error = stateError("AveragedWeights.restore", mismatch, "Make it for the same model.");
    if (error) throw error;
    scope(() => {
      const load = ({ value: { backend } }: Slot, { data, shape, dtype }: SavedTensor) =>
        tensor(data, { shape, dtype, backend });
      const loaded = Object.entries(this.#held).map(
        ([name, slot]) => [slot, load(slot, tensors[name]!)] as const,
      );
      for (const [slot, value] of loaded) slot.value = value;
    });
    this.#updates = updates;
  }

  /** Frees the averages. The model stays. */
  dispose(): void {
    for (const slot of Object.values(this.#held)) slot.dispose();
  }

  #model(): Record<string, Slot> {
    return { ...this.#parameters, ...this.#buffers };
  }

  #requireOwn(method: string): void {
    if (!this.#swapped) return;
    throw new Error(
      `AveragedWeights.${method}: the averaged weights are in the model. Call swap() first, to put its own back.`,
    );
  }
}

/** Rejects parameters by name, which look like a model without buffers. */
function requireModel(model: object): void {
  const name = Object.keys(model ?? {}).find((key) => key.includes("."));
  if (name === undefined) return;
  throw new TypeError(
    `AveragedWeights: expected a model: got one with a field ${name}. Pass the model itself, not its parameters.`,
  );
}

function valuesOf(slots: Readonly<Record<string, Slot>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(slots).map(([name, { value }]) => [name, value]));
}
