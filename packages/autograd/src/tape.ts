import {
  add,
  alias,
  type Call,
  type Cotangents,
  isDifferentiable,
  type Recorder,
  type Tensor,
  vjpOfCall,
} from "@cambium/tensor";

/** A recorded call that depends on the variables, and which of its inputs do. */
interface Entry {
  // biome-ignore lint/suspicious/noExplicitAny: a tape holds ops with attributes of every type.
  readonly call: Call<any>;
  readonly needed: readonly boolean[];
}

function isFloat(x: Tensor): boolean {
  return x.dtype === "float32" || x.dtype === "float64";
}

/** Cotangents that have arrived so far, by the tensor they belong to. The map owns them. */
type Arrived = Map<Tensor, Tensor>;

/** Adds a cotangent to the one that has arrived at x, and takes it over. */
function accumulate(arrived: Arrived, x: Tensor, cotangent: Tensor): void {
  const before = arrived.get(x);
  arrived.set(x, before ? add(before, cotangent) : cotangent);
  if (!before) return;
  before.dispose();
  cotangent.dispose();
}

/**
 * Autograd tape: records the ops that depend on some variables, and runs their gradients backward. It knows no op: each
 * op defines its own gradient.
 */
export class Tape implements Recorder {
  readonly #entries: Entry[] = [];
  /** The variables and all floats computed from them. */
  readonly #dependent: Set<Tensor>;
  readonly #variables: Tensor[];

  /** @param variables Tensors to differentiate with respect to. */
  constructor(variables: readonly Tensor[]) {
    this.#variables = [...variables];
    this.#dependent = new Set(variables);
    for (const variable of variables) variable.retain();
  }

  /** Records a call if a gradient can pass from an output to a variable. */
  record(call: Call): void {
    if (!isDifferentiable(call.op)) return;
    const { inputs, outputs } = call;
    const needed = new Array<boolean>(inputs.length);
    let some = false;
    for (let i = 0; i < inputs.length; i++) {
      needed[i] = this.#dependent.has(inputs[i]!);
      some ||= needed[i]!;
    }
    if (!some) return;
    this.#entries.push({ call, needed });
    for (const input of inputs) input.retain();
    for (const output of outputs) {
      output.retain();
      if (isFloat(output)) this.#dependent.add(output);
    }
  }

  /**
   * Gradient of Σ outputs·cotangents with respect to each variable; undefined if nothing depends on it. It runs ordinary ops, so
   * call it when this tape no longer records. The tape can run again.
   */
  backward(outputs: readonly Tensor[], cotangents: Cotangents): (Tensor | undefined)[] {
    const arrived = seeded(
      outputs,
      cotangents.map((cotangent) => cotangent && alias(cotangent)),
    );
    for (let i = this.#entries.length - 1; i >= 0; i--) pullBack(this.#entries[i]!, arrived);
    return this.#variables.map((variable) => arrived.get(variable));
  }

  /** `backward` for the last time: takes the cotangents over, and releases the tensors of each call once its gradient is computed. */
  unwind(outputs: readonly Tensor[], cotangents: Cotangents): (Tensor | undefined)[] {
    const arrived = seeded(outputs, cotangents);
    for (let entry = this.#entries.pop(); entry; entry = this.#entries.pop()) {
      try {
        pullBack(entry, arrived);
      } finally {
        release(entry);
      }
    }
    return this.#variables.map((variable) => arrived.get(variable));
  }

  /** Releases all tensors that were retained for `backward`. Safe to call more than once. */
  dispose(): void {
    for (const entry of this.#entries) release(entry);
    for (const variable of this.#variables) variable.release();
    this.#entries.length = 0;
    this.#variables.length = 0;
  }
}

/** The cotangents that the backward pass starts from; it takes them over. */
function seeded(outputs: readonly Tensor[], cotangents: Cotangents): Arrived {
  const arrived: Arrived = new Map();
  for (let i = 0; i < outputs.length; i++)
    if (cotangents[i]) accumulate(arrived, outputs[i]!, cotangents[i]!);
  return arrived;
}

function release({ call }: Entry): void {
  for (const input of call.inputs) input.release();
  for (const output of call.outputs) output.release();
}

/** Propagates the cotangents of a call's outputs to its inputs, if any arrived. */
function pullBack({ call, needed }: Entry, arrived: Arrived): void {
  const { inputs, outputs } = call;
  const cotangents = new Array<Tensor | undefined>(outputs.length);
  let some = false;
  for (let i = 0; i < outputs.length; i++) {
    cotangents[i] = arrived.get(outputs[i]!);
    some ||= cotangents[i] !== undefined;
  }
  if (!some) return;
  const passed = vjpOfCall(call, cotangents, needed);
  for (let i = 0; i < inputs.length; i++) {
    const cotangent = passed[i];
    if (!cotangent || !needed[i]) continue;
    // Inputs can share a cotangent. Only the last one takes it over: an earlier one would dispose it for the others.
    const shared = cotangents.includes(cotangent) || passed.includes(cotangent, i + 1);
    accumulate(arrived, inputs[i]!, shared ? alias(cotangent) : cotangent);
  }
  for (const cotangent of cotangents) cotangent?.dispose();
  for (const output of outputs) arrived.delete(output);
}
