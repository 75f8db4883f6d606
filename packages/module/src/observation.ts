import {
  bytesPerElement,
  type Call,
  forEachTensor,
  type Recorder,
  type Shape,
  type Tensor,
} from "@cambium/tensor";
import { FieldTracker } from "./field-tracker.ts";
import type { Forwarding, Layer } from "./layers.ts";
import type { ReceptiveField } from "./receptive-field.ts";

/** Cost of ops. */
export interface Cost {
  multiplyAdds: number;
  activationBytes: number;
}

/** Observed shapes and cost of a layer. */
export interface Observed extends Cost {
  /** Shapes of the tensors that its first call returned. */
  outputShapes: readonly Shape[];
  /** Receptive field of the first of them. */
  receptiveField: ReceptiveField | undefined;
}

/** Observations of a layer that does not run. */
export function unobserved(): Observed {
  return { multiplyAdds: 0, activationBytes: 0, outputShapes: [], receptiveField: undefined };
}

/** Listens to layers and ops while a model runs. */
export class Observation implements Recorder {
  /** The layers that ran, in the order in which they were first called. */
  readonly layers: Map<Layer, Observed> = new Map();
  /** Cost of all ops, including those outside of layers. */
  readonly total: Cost = { multiplyAdds: 0, activationBytes: 0 };
  readonly #fields: FieldTracker;
  /** The layers that are running, the innermost last. */
  readonly #running: Observed[] = [];

  /** @param x The model's input. */
  constructor(x: Tensor) {
    this.#fields = new FieldTracker(x);
  }

  /** Receptive field of a result. */
  fieldOf(result: unknown): ReceptiveField | undefined {
    const [first] = tensorsIn(result);
    return first && this.#fields.of(first);
  }

  record(call: Call): void {
    this.#fields.record(call);
    const multiplyAdds = call.op.multiplyAdds?.(call) ?? 0;
    const activationBytes = newBytes(call);
    for (const cost of [this.total, this.#running.at(-1)]) {
      if (!cost) continue;
      cost.multiplyAdds += multiplyAdds;
      cost.activationBytes += activationBytes;
    }
  }

  /** The layer's `forward`, or its function, which also records what it returns. */
  listening(layer: Layer): Forwarding["forward"] {
    const { owner, field } = layer;
    const called = (owner as Readonly<Record<string, Forwarding["forward"]>>)[field]!;
    return new Proxy(called, {
      apply: (target, self, args) => {
        const first = !this.layers.has(layer);
        const observed = this.#enter(layer);
        try {
          const result: unknown = Reflect.apply(target, self, args);
          if (first) observed.outputShapes = tensorsIn(result).map(({ shape }) => shape);
          if (first) observed.receptiveField = this.fieldOf(result);
          return result;
        } finally {
          this.#running.pop();
        }
      },
    });
  }

  #enter(layer: Layer): Observed {
    const observed = this.layers.get(layer) ?? unobserved();
    this.layers.set(layer, observed);
    this.#running.push(observed);
    return observed;
  }
}

function tensorsIn(result: unknown): Tensor[] {
  const tensors: Tensor[] = [];
  forEachTensor(result, (tensor) => tensors.push(tensor));
  return tensors;
}

/** Bytes of the outputs of a call; views of its inputs are free. */
function newBytes({ inputs, outputs }: Call): number {
  const shared = new Set(inputs.map(({ view }) => view.storage));
  let bytes = 0;
  for (const { view, size, dtype } of outputs) {
    if (!shared.has(view.storage)) bytes += size * bytesPerElement[dtype];
  }
  return bytes;
}
