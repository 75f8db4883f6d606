import {
  type Call,
  forEachTensor,
  type Recorder,
  rejectPromise,
  scope,
  type Tensor,
  withRecorder,
} from "@cambium/tensor";

/** Records every op that a function runs. All inputs and outputs stay readable until `dispose`. */
export class Trace implements Recorder {
  readonly calls: Call[] = [];
  /** Tensors in the result of the function. */
  readonly results: Tensor[] = [];
  readonly #makers = new Map<Tensor, number>();
  readonly #retained: Tensor[] = [];

  /** Runs the function and frees the tensors that it makes, except for those retained here. */
  run(caller: string, fn: () => unknown): void {
    scope(() => {
      const result = withRecorder(this, fn);
      rejectPromise(caller, result);
      forEachTensor(result, (tensor) => this.results.push(this.#retain(tensor)));
    });
  }

  record(call: Call): void {
    for (const tensor of [...call.inputs, ...call.outputs]) this.#retain(tensor);
    for (const output of call.outputs) this.#makers.set(output, this.calls.length);
    this.calls.push(call);
  }

  /** Index of the call that made a tensor; undefined if it existed before, or came from host data. */
  makerOf(tensor: Tensor): number | undefined {
    return this.#makers.get(tensor);
  }

  dispose(): void {
    for (const tensor of this.#retained) tensor.release();
    this.#retained.length = 0;
  }

  #retain(tensor: Tensor): Tensor {
    tensor.retain();
    this.#retained.push(tensor);
    return tensor;
  }
}
