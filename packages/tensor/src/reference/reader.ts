import type { Shape } from "../shape.ts";
import type { ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

/** Reads a view of any strides in row-major order, a block at a time, as float64. */
export class Reader {
  readonly #walk = new Walk();
  #view!: ReferenceView;
  /** Places of the current row that are already read. */
  #done = 0;

  start(view: ReferenceView, shape: Shape): void {
    this.#view = view;
    this.#done = 0;
    this.#walk.start(shape, view);
  }

  /** Puts the next `count` elements into `values` from `to`. */
  load(values: Float64Array, to: number, count: number): void {
    const walk = this.#walk;
    for (const end = to + count; to < end; ) {
      const run = Math.min(end - to, walk.length - this.#done);
      loadRun(values, to, run, this.#view, walk.offsetA + this.#done * walk.strideA, walk.strideA);
      to += run;
      this.#done += run;
      if (this.#done === walk.length) {
        this.#done = 0;
        walk.next();
      }
    }
  }
}

/** One loop for each element type, so that each sees one kind of array only. */
function loadRun(
  values: Float64Array,
  to: number,
  n: number,
  view: ReferenceView,
  from: number,
  stride: number,
): void {
  const { storage, dtype } = view;
  if (dtype === "float32") {
    const { f32 } = storage;
    for (let i = 0; i < n; i++, from += stride) values[to + i] = f32[from]!;
  } else if (dtype === "float64") {
    const { f64 } = storage;
    for (let i = 0; i < n; i++, from += stride) values[to + i] = f64[from]!;
  } else if (dtype === "int32") {
    const { i32 } = storage;
    for (let i = 0; i < n; i++, from += stride) values[to + i] = i32[from]!;
  } else {
    const { u8 } = storage;
    for (let i = 0; i < n; i++, from += stride) values[to + i] = u8[from]!;
  }
}
