import type { Rng, RngState } from "@cambium/tensor";

/** Where random streams were before something drew from them. */
export class Streams {
  readonly #before = new Map<Rng, RngState>();

  /** Notes where a stream was before its first draw. */
  note(rng: Rng, before: RngState): void {
    if (!this.#before.has(rng)) this.#before.set(rng, before);
  }

  /** Notes all streams of an inner checkpoint. */
  noteAll(inner: Streams): void {
    for (const [rng, before] of inner.#before) this.note(rng, before);
  }

  /** Runs `fn` with the streams set back to where they were, and restores them. */
  replay<T>(fn: () => T): T {
    const now = [...this.#before.keys()].map((rng) => [rng, rng.state] as const);
    for (const [rng, before] of this.#before) rng.rewind(before);
    try {
      return fn();
    } finally {
      for (const [rng, state] of now) rng.rewind(state);
    }
  }
}
