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

/** Cotangents by tensor; two that meet are added. */
class Accumulator {
  readonly #cotangents = new Map<Tensor, Tensor>();

  add(x: Tensor, cotangent: Tensor): void {
    const before = this.#cotangents.get(x);
    this.#cotangents.set(x, before ? add(before, cotangent) : cotangent);
  }

  get(x: Tensor): Tensor | undefined {
    return this.#cotangents.get(x);
  }
}

/**
 * Records the ops that depend on some variables, and runs their gradients backwards. It knows no op: each says
 * itself how gradients pass through it.
 */
export class Tape implements Recorder {
  readonly #entries: Entry[] = [];
  /** The variables and everything computed from them. */
  readonly #dependent: Set<Tensor>;
  readonly #retained: Tensor[] = [];

  /** @param variables The tensors to differentiate with respect to. */
  constructor(variables: Iterable<Tensor>) {
    this.#dependent = new Set(variables);
    for (const variable of this.#dependent) this.#retain(variable);
  }

  /** Keeps a call if a gradient can pass from an output to a variable. */
  record(call: Call): void {
    if (!call.op.vjp) return;
    const needed = call.inputs.map((input) => this.#dependent.has(input));
    if (!needed.includes(true)) return;
    this.#entries.push({ call, needed });
    for (const input of call.inputs) this.#retain(input);
    for (const output of call.outputs) {
      this.#retain(output);
      if (isFloat(output)) this.#dependent.add(output);
    }
  }

  /** Whether a tensor depends on the variables. */
  dependsOnVariables(x: Tensor): boolean {
    return this.#dependent.has(x);
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
    const known = new Accumulator();
    outputs.forEach((output, i) => {
      const cotangent = cotangents[i];
      if (cotangent) known.add(output, cotangent);
    });
    for (const { call, needed } of this.#entries.toReversed()) {
      const arrived = call.outputs.map((output) => known.get(output));
      if (arrived.every((cotangent) => cotangent === undefined)) continue;
      const passed = call.op.vjp?.(call, arrived, needed) ?? [];
      call.inputs.forEach((input, i) => {
        const cotangent = passed[i];
        if (cotangent && needed[i]) known.add(input, cotangent);
      });
    }
    return variables.map((variable) => known.get(variable));
  }

  /** Lets go of every tensor that was kept for `backward`. */
  dispose(): void {
    for (const tensor of this.#retained) tensor.release();
    this.#retained.length = 0;
    this.#entries.length = 0;
  }

  #retain(tensor: Tensor): void {
    tensor.retain();
    this.#retained.push(tensor);
  }
}
