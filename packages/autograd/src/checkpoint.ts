import {
  alias,
  type Call,
  type Cotangents,
  emit,
  type Op,
  type Recorder,
  rejectPromise,
  scope,
  type Tensor,
  unrecorded,
  withRecorder,
} from "@cambium/tensor";
import { requireFunction, requireTensor } from "./require.ts";
import { States } from "./states.ts";
import { Tape } from "./tape.ts";

/** Finds the tensors that a function reads but did not make itself. */
class DependencyFinder implements Recorder {
  readonly #read = new Set<Tensor>();
  readonly #made = new WeakSet<Tensor>();

  record({ inputs, outputs }: Call): void {
    for (const input of inputs) if (!this.#made.has(input)) this.#read.add(input);
    for (const output of outputs) this.#made.add(output);
  }

  /** Tensors that the function read and did not make. Those that it made from host data are gone once its scope is closed. */
  dependencies(): Tensor[] {
    return [...this.#read].filter((x) => !x.disposed || x.retained);
  }

  made(x: Tensor): boolean {
    return this.#made.has(x);
  }
}

/** Op that recorders hear for a checkpointed function. Its gradient computes the function again. */
function recomputed(f: () => Tensor): Op<States> {
  return {
    name: "checkpoint",
    vjp: ({ inputs, attributes: states }: Call<States>, [g]: Cotangents) => {
      if (!g) return [];
      const tape = new Tape(inputs);
      try {
        return scope(() => tape.unwind([states.replay(() => withRecorder(tape, f))], [alias(g)]));
      } finally {
        tape.dispose();
      }
    },
  };
}

/**
 * Runs f without keeping its intermediate results for the gradient; they are computed again when the gradient is needed. This costs one
 * more forward pass through f and saves the memory of its intermediate results.
 *
 * Parameters and other tensors that f uses get their gradients as usual. The second pass repeats the first one: random draws,
 * parameters and buffers are those from before it. Changes that it makes to them, such as running statistics, are dropped. This
 * covers everything `Stateful`; plain JavaScript variables that f changes are changed twice.
 *
 * @param f A function that computes a tensor from tensors and stateful objects alone.
 * @param args Its arguments.
 * @throws {TypeError} If f is not a function, or returns a promise or something that is not a tensor.
 * @example
 * const y = checkpoint((h) => block.forward(h, mode), x);
 */
export function checkpoint<A extends readonly Tensor[]>(f: (...args: A) => Tensor, ...args: A): Tensor {
  requireFunction("checkpoint", f);
  const run = (): Tensor => {
    const result = f(...args);
    rejectPromise("checkpoint", result);
    requireTensor("checkpoint", result);
    return result;
  };
  const [finder, states] = [new DependencyFinder(), new States()];
  try {
    const value = scope(() => states.watch(() => unrecorded(() => withRecorder(finder, run))));
    if (!finder.made(value)) return alias(value);
    const inputs = [...new Set([...finder.dependencies(), ...states.tensors])];
    emit({ op: recomputed(run), inputs, attributes: states, outputs: [value] });
    return value;
  } finally {
    states.dispose();
  }
}
