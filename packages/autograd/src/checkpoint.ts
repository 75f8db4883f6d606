import {
  alias,
  type Call,
  type Cotangents,
  type Draw,
  emit,
  type Op,
  type Recorder,
  type Rng,
  type RngState,
  randomOp,
  scope,
  type Tensor,
  unrecorded,
  withRecorder,
} from "@cambium/tensor";
import { Tape } from "./tape.ts";

/** Finds out what a function depends on: the tensors it did not make itself, and the random streams it drew from. */
class DependencyFinder implements Recorder {
  readonly tensors = new Set<Tensor>();
  readonly streams = new Map<Rng, RngState>();
  readonly #made = new WeakSet<Tensor>();

  record(call: Call): void {
    for (const input of call.inputs) if (!this.#made.has(input)) this.tensors.add(input);
    for (const output of call.outputs) this.#made.add(output);
    if (call.op !== randomOp) return;
    const { rng, before } = call.attributes as Draw;
    if (!this.streams.has(rng)) this.streams.set(rng, before);
  }

  made(x: Tensor): boolean {
    return this.#made.has(x);
  }
}

/** Runs `fn` with random streams set back to where they were, and restores them. */
function replaying<T>(streams: ReadonlyMap<Rng, RngState>, fn: () => T): T {
  const now = [...streams.keys()].map((rng) => [rng, rng.state] as const);
  for (const [rng, before] of streams) rng.rewind(before);
  try {
    return fn();
  } finally {
    for (const [rng, state] of now) rng.rewind(state);
  }
}

/** The op that recorders hear for a checkpointed function: it is recomputed when its gradient is wanted. */
function recomputed(f: () => Tensor, streams: ReadonlyMap<Rng, RngState>): Op {
  return {
    name: "checkpoint",
    vjp: ({ inputs }: Call, [g]: Cotangents) => {
      if (!g) return [];
      const tape = new Tape(inputs);
      try {
        const value = withRecorder(tape, () => replaying(streams, f));
        return tape.unwind([value], [g]);
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
 * @example
 * const y = checkpoint((h) => block.forward(h, mode), x);
 */
export function checkpoint<A extends readonly Tensor[]>(f: (...args: A) => Tensor, ...args: A): Tensor {
  const finder = new DependencyFinder();
  const run = (): Tensor => f(...args);
  const value = scope(() => unrecorded(() => withRecorder(finder, run)));
  if (!finder.made(value)) return alias(value);
  emit({
    op: recomputed(run, finder.streams),
    inputs: [...finder.tensors],
    attributes: undefined,
    outputs: [value],
  });
  return value;
}
