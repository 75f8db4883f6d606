import {
  type Call,
  forEachTensor,
  type Recorder,
  rejectPromise,
  scope,
  type Tensor,
  withRecorder,
} from "@cambium/tensor";

/** Every op that a function runs, with all that the ops read and made, which stays readable until `dispose`. */
export class Trace implements Recorder {
  readonly calls: Call[] = [];
  /** The tensors in what the function returned. */
  readonly results: Tensor[] = [];
  readonly #makers = new Map<Tensor, number>();
  readonly #retained: Tensor[] = [];

  /** Runs the function; what it makes is freed but for what this retains. */
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

  /** Number of the call that made a tensor; undefined if it was there before, or came from host data. */
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
