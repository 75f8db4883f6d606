import type { Shape } from "../shape.ts";
import type { View } from "../view.ts";

/**
 * Iterates over the positions of up to three views of one shape together, row by row. Neighboring dimensions that are one
 * run of memory in all views are merged, so dense views are a single row.
 *
 * Position j of the current row is at `offsetA + j·strideA` in the first view, and so on. A walk that has ended is at its
 * start again.
 */
export class Walk {
  /** Number of positions in each row. */
  length = 1;
  /** Number of rows left, including the current one. */
  rows = 0;
  offsetA = 0;
  offsetB = 0;
  offsetC = 0;
  strideA = 0;
  strideB = 0;
  strideC = 0;
  /** Number of dimensions after merging. The innermost one, which is the row itself, comes first. */
  #rank = 1;
  readonly #sizes: number[] = [1];
  readonly #stridesA: number[] = [0];
  readonly #stridesB: number[] = [0];
  readonly #stridesC: number[] = [0];
  readonly #indices: number[] = [0];

  /**
   * Goes to the first row.
   *
   * @param skipped Dimension to skip, as if its size were 1.
   * @param rank Number of dimensions to walk; later ones are skipped.
   */
  start(shape: Shape, a: View, b: View = a, c: View = b, skipped = -1, rank: number = shape.length): void {
    this.offsetA = a.offset;
    this.offsetB = b.offset;
    this.offsetC = c.offset;
    this.#merge(shape, a.strides, b.strides, c.strides, skipped, rank);
    this.length = this.#sizes[0]!;
    this.strideA = this.#stridesA[0]!;
    this.strideB = this.#stridesB[0]!;
    this.strideC = this.#stridesC[0]!;
    this.restart();
  }

  /** Restarts a walk that has ended. */
  restart(): void {
    let rows = this.length > 0 ? 1 : 0;
    for (let i = 1; i < this.#rank; i++) rows *= this.#sizes[i]!;
    this.rows = rows;
  }

  /** Goes to the next row. */
  next(): void {
    this.rows--;
    for (let i = 1; i < this.#rank; i++) {
      const size = this.#sizes[i]!;
      this.offsetA += this.#stridesA[i]!;
      this.offsetB += this.#stridesB[i]!;
      this.offsetC += this.#stridesC[i]!;
      if (++this.#indices[i]! < size) return;
      this.#indices[i] = 0;
      this.offsetA -= this.#stridesA[i]! * size;
      this.offsetB -= this.#stridesB[i]! * size;
      this.offsetC -= this.#stridesC[i]! * size;
    }
  }

  #merge(
    shape: Shape,
    a: readonly number[],
    b: readonly number[],
    c: readonly number[],
    skipped: number,
    rank: number,
  ): void {
    const sizes = this.#sizes;
    const [stridesA, stridesB, stridesC] = [this.#stridesA, this.#stridesB, this.#stridesC];
    let last = -1;
    for (let i = rank - 1; i >= 0; i--) {
      const size = shape[i]!;
      if (size === 1 || i === skipped) continue;
      const run = last < 0 ? 0 : sizes[last]!;
      if (
        last >= 0 &&
        a[i] === stridesA[last]! * run &&
        b[i] === stridesB[last]! * run &&
        c[i] === stridesC[last]! * run
      ) {
        sizes[last] = run * size;
      } else {
        last++;
        sizes[last] = size;
        stridesA[last] = a[i]!;
        stridesB[last] = b[i]!;
        stridesC[last] = c[i]!;
        this.#indices[last] = 0;
      }
    }
    if (last < 0) {
      last = 0;
      sizes[0] = 1;
      stridesA[0] = stridesB[0] = stridesC[0] = 0;
    }
    this.#rank = last + 1;
  }
}
