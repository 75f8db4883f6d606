import {
  forEachTensor,
  type Stateful,
  type Tensor,
  withStateListener,
  withStateRestored,
} from "@cambium/tensor";

/** States of random streams, parameters, buffers and other stateful objects, from before their first use in a computation. */
export class States {
  readonly #before = new Map<Stateful, unknown>();
  readonly #tensors: Tensor[] = [];

  /** Tensors among the states. They stay readable until `dispose`. */
  get tensors(): readonly Tensor[] {
    return this.#tensors;
  }

  /** Runs `fn` and notes the state of everything that it uses. */
  watch<T>(fn: () => T): T {
    return withStateListener((owner, before) => this.note(owner, before), fn);
  }

  /** Notes a state, unless one of the same owner was noted before. */
  note<State>(owner: Stateful<State>, before: State): void {
    if (this.#before.has(owner)) return;
    this.#before.set(owner, before);
    forEachTensor(before, (tensor) => {
      tensor.retain();
      this.#tensors.push(tensor);
    });
  }

  /** Runs `fn` from the states noted, and leaves no change behind, neither in them nor in anything else that it uses. */
  replay<T>(fn: () => T): T {
    return withStateRestored(fn, this.#before);
  }

  /** Lets go of the tensors; whoever replays later must retain them. */
  dispose(): void {
    for (const tensor of this.#tensors) tensor.release();
    this.#tensors.length = 0;
  }
}
