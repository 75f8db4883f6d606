import { type Call, isElementwise, type Recorder, type Tensor, type Window2d } from "@cambium/tensor";
import type { ReceptiveField } from "./receptive-field.ts";
import { covering, ownPlace, through } from "./receptive-field.ts";

/** What is known of a tensor that depends on the input: nothing where places moved or mixed. */
type Sight = ReceptiveField | undefined;

/** Listens to ops, and knows for the images they make which part of the input each place sees. */
export class FieldTracker implements Recorder {
  readonly #sights = new Map<Tensor, Sight>();
  /** Whether the input is a batch of sequences [N, C, L], which count as images of one row. */
  readonly #sequences: boolean;

  /** @param x The input: [N, C, H, W] or [N, C, L]; of another rank, nothing is known. */
  constructor(x: Tensor) {
    this.#sequences = x.rank === 3;
    this.#sights.set(x, x.rank === 3 || x.rank === 4 ? ownPlace : undefined);
  }

  /** What each place of a tensor sees of the input; undefined if that is not known, or nothing. */
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

  /** Whether two tensors have the same rows and columns. */
  #samePlaces(a: Tensor, b: Tensor): boolean {
    return a.shape.at(-1) === b.shape.at(-1) && (this.#sequences || a.shape.at(-2) === b.shape.at(-2));
  }
}

/** Whether a window sees more than one place, or not each of them. */
function moves({ kernel, stride, padding }: Window2d): boolean {
  return [...kernel, ...stride].some((n) => n !== 1) || padding.some((n) => n !== 0);
}

/** Whether one tensor is another look at the memory of the other. */
function isView(input: Tensor, output: Tensor): boolean {
  return input.view.storage === output.view.storage;
}
