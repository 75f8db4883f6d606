import type { ReferenceView } from "./elements.ts";
import { load } from "./registers.ts";
import { Walk } from "./walk.ts";

/** Loads the elements of a view of any strides in row-major order, a block at a time. */
export class Reader {
  readonly #walk: Walk = new Walk();
  #view!: ReferenceView;
  /** Number of elements of the current row that are already loaded. */
  #done = 0;

  start(view: ReferenceView): void {
    this.#view = view;
    this.#done = 0;
    this.#walk.start(view.shape, view);
  }

  /** Loads the next `n` elements. */
  load(n: number, to: number): void {
    const walk = this.#walk;
    for (const end = to + n; to < end; ) {
      const run = Math.min(end - to, walk.length - this.#done);
      load(run, to, this.#view, walk.offsetA + this.#done * walk.strideA, walk.strideA);
      to += run;
      this.#done += run;
      if (this.#done === walk.length) {
        this.#done = 0;
        walk.next();
      }
    }
  }
}
