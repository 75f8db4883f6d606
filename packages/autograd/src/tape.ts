import { add, type Call, type Cotangents, type Recorder, type Tensor } from "@cambium/tensor";

/** One op on the way from the variables, and which of its inputs depend on them. */
interface Entry {
  // biome-ignore lint/suspicious/noExplicitAny: a tape holds ops with attributes of every type.
  readonly call: Call<any>;
  readonly needed: readonly boolean[];
}

function isFloat(x: Tensor): boolean {
  return x.dtype === "float32" || x.dtype === "float64";
}

/** Adds a cotangent to what has arrived at a tensor. */
function accumulate(known: Map<Tensor, Tensor>, x: Tensor, cotangent: Tensor): void {
  const before = known.get(x);
  known.set(x, before ? add(before, cotangent) : cotangent);
}

/**
 * Records the ops that depend on some variables, and runs their gradients backwards. It knows no op: each says
 * itself how gradients pass through it.
 */
export class Tape implements Recorder {
  readonly #entries: Entry[] = [];
  /** The variables and everything computed from them. */
  readonly #dependent: Set<Tensor>;
  readonly #variables: readonly Tensor[];

  /** @param variables The tensors to differentiate with respect to. */
  constructor(variables: readonly Tensor[]) {
    this.#variables = variables;
    this.#dependent = new Set(variables);
    for (const variable of variables) variable.retain();
  }

  /** Keeps a call if a gradient can pass from an output to a variable. */
  record(call: Call): void {
    if (!call.op.vjp) return;
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
   * The gradients of Σ outputs·cotangents with respect to each of `variables`, undefined where nothing depends on it.
   * Runs ordinary ops; call it when this tape no longer listens.
   */
  backward(
    outputs: readonly Tensor[],
    cotangents: Cotangents,
    variables: readonly Tensor[],
  ): (Tensor | undefined)[] {
    const known = new Map<Tensor, Tensor>();
    for (let i = 0; i < outputs.length; i++)
      if (cotangents[i]) accumulate(known, outputs[i]!, cotangents[i]!);
    for (let i = this.#entries.length - 1; i >= 0; i--) pullBack(this.#entries[i]!, known);
    return variables.map((variable) => known.get(variable));
  }

  /** Lets go of every tensor that was kept for `backward`. */
  dispose(): void {
    for (const { call } of this.#entries) {
      for (const input of call.inputs) input.release();
      for (const output of call.outputs) output.release();
    }
    for (const variable of this.#variables) variable.release();
    this.#entries.length = 0;
  }
}

/** Passes the cotangents of one call's outputs on to its inputs, if any arrived. */
function pullBack({ call, needed }: Entry, known: Map<Tensor, Tensor>): void {
  const { inputs, outputs } = call;
  const arrived = new Array<Tensor | undefined>(outputs.length);
  let some = false;
  for (let i = 0; i < outputs.length; i++) {
    arrived[i] = known.get(outputs[i]!);
    some ||= arrived[i] !== undefined;
  }
  if (!some) return;
  const passed = call.op.vjp!(call, arrived, needed);
  for (let i = 0; i < inputs.length; i++)
    if (needed[i] && passed[i]) accumulate(known, inputs[i]!, passed[i]!);
}
