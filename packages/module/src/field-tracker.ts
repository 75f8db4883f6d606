import { type Call, isElementwise, type Recorder, type Tensor, type Window2d } from "@cambium/tensor";
import type { ReceptiveField } from "./receptive-field.ts";
import { covering, ofInput, through } from "./receptive-field.ts";

/** Receptive field of a tensor that depends on the input; undefined if rows or columns were moved or mixed. */
type Sight = ReceptiveField | undefined;

/** Listens to ops and keeps the receptive fields of the images that they return. */
export class FieldTracker implements Recorder {
  readonly #sights = new Map<Tensor, Sight>();
  /** True if the input is a batch of sequences [N, C, L], which count as images of one row. */
  readonly #sequences: boolean;

  /** @param x The input, [N, C, H, W] or [N, C, L]. An input of another rank has no receptive fields. */
  constructor(x: Tensor) {
    this.#sequences = x.rank === 3;
    this.#sights.set(x, x.rank === 3 || x.rank === 4 ? ofInput : undefined);
  }

  /** Receptive field of a tensor; undefined if it is unknown, or the tensor does not depend on the input. */
  of(tensor: Tensor): ReceptiveField | undefined {
    return this.#sights.get(tensor);
  }

  record(call: Call): void {
    const seen = call.inputs.filter((input) => this.#sights.has(input));
    if (seen.length === 0) return;
    const sight = this.#sightOf(call, seen);
    for (const output of call.outputs) this.#sights.set(output, sight);
  }

  #sightOf(call: Call, seen: readonly Tensor[]): Sight {
    const fields = seen.map((input) => this.#sights.get(input));
    const all = fields.reduce((a, b) => a && b && covering(a, b));
    const output = call.outputs[0];
    if (!all || !output) return undefined;
    const window = call.op.window?.(call);
    if (window && moves(window)) return through(all, window);
    const staysInPlace = window !== undefined || isElementwise(call.op) || isView(seen[0]!, output);
    return staysInPlace && seen.every((input) => this.#samePlaces(input, output)) ? all : undefined;
  }

  /** True if two tensors have the same numbers of rows and columns. */
  #samePlaces(a: Tensor, b: Tensor): boolean {
    return a.shape.at(-1) === b.shape.at(-1) && (this.#sequences || a.shape.at(-2) === b.shape.at(-2));
  }
}

/** True if a window covers several elements, or leaves some out. */
function moves({ kernel, stride, padding }: Window2d): boolean {
  return [...kernel, ...stride].some((n) => n !== 1) || padding.some((n) => n !== 0);
}

/** True if one tensor is a view of the other. */
function isView(input: Tensor, output: Tensor): boolean {
  return input.view.storage === output.view.storage;
}
