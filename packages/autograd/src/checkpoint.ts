import {
  alias,
  type Call,
  type Cotangents,
  emit,
  type Op,
  type Recorder,
  type Rng,
  type RngState,
  rejectPromise,
  scope,
  type Tensor,
  unrecorded,
  withRecorder,
} from "@cambium/tensor";
import { requireFunction, requireTensor } from "./require.ts";
import { Streams } from "./streams.ts";
import { Tape } from "./tape.ts";

/** Finds out what a function depends on: the tensors it did not make itself, and the random streams it drew from. */
class DependencyFinder implements Recorder {
  readonly #read = new Set<Tensor>();
  readonly streams = new Streams();
  readonly #made = new WeakSet<Tensor>();

  record({ inputs, outputs, attributes }: Call): void {
    for (const input of inputs) if (!this.#made.has(input)) this.#read.add(input);
    for (const output of outputs) this.#made.add(output);
    if (attributes instanceof Streams) this.streams.noteAll(attributes);
  }

  draw(rng: Rng, before: RngState): void {
    this.streams.note(rng, before);
  }

  /** What the function read and did not make. What it made from host data is gone once its scope is closed. */
  dependencies(): Tensor[] {
    return [...this.#read].filter((x) => !x.disposed || x.retained);
  }

  made(x: Tensor): boolean {
    return this.#made.has(x);
  }
}

/** The op that recorders hear for a checkpointed function: it is recomputed when its gradient is wanted. */
function recomputed(f: () => Tensor): Op<Streams> {
  return {
    name: "checkpoint",
    vjp: ({ inputs, attributes: streams }: Call<Streams>, [g]: Cotangents) => {
      if (!g) return [];
      const tape = new Tape(inputs);
      try {
        return scope(() => tape.unwind([withRecorder(tape, () => streams.replay(f))], [alias(g)]));
      } finally {
        tape.dispose();
      }
    },
  };
}

/**
 * Runs f without keeping its intermediate results for the gradient: they are computed again when it is needed. Costs one
 * more forward pass through f, and saves the memory of its inside.
 *
 * Parameters and other tensors that f uses get their gradients as usual, and random draws repeat exactly. What f does
 * beside computing its result, such as updating running statistics, is done twice.
 *
 * @param f A function that computes a tensor from tensors and random streams alone.
 * @param args Its arguments.
 * @throws {TypeError} If f is no function, or returns a promise or no tensor.
 * @example
 * const y = checkpoint((h) => block.forward(h, mode), x);
 */
export function checkpoint<A extends readonly Tensor[]>(f: (...args: A) => Tensor, ...args: A): Tensor {
  requireFunction("checkpoint", f);
  const finder = new DependencyFinder();
  const run = (): Tensor => {
    const result = f(...args);
    rejectPromise("checkpoint", result);
    requireTensor("checkpoint", result);
    return result;
  };
  const value = scope(() => unrecorded(() => withRecorder(finder, run)));
  if (!finder.made(value)) return alias(value);
  emit({
    op: recomputed(run),
    inputs: finder.dependencies(),
    attributes: finder.streams,
    outputs: [value],
  });
  return value;
}
