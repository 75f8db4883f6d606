import { ShapeError } from "@cambium/tensor";
import type { Statistics } from "./groups.ts";

/**
 * Running mean and sum of squared deviations of each group.
 *
 * @see Chan, Golub, LeVeque: Algorithms for Computing the Sample Variance (1983); one value at a time.
 */
export class Moments {
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  readonly #count: Float64Array;

  constructor(groups: number) {
    this.#mean = new Float64Array(groups);
    this.#squares = new Float64Array(groups);
    this.#count = new Float64Array(groups);
  }

  /** Number of columns or channels. */
  get groups(): number {
    return this.#mean.length;
  }

  /** Adds values, in which `size` consecutive elements belong to each group. */
  add(values: ArrayLike<number>, size: number): void {
    const { groups } = this;
    for (let at = 0; at < values.length; at++)
      this.#addOne(Math.floor(at / size) % groups, values[at] as number);
  }

  /** @throws {ShapeError} If no values were added. */
  statistics(): Statistics {
    if (this.groups === 0 || this.#count[0] === 0)
      throw new ShapeError("statistics: there is nothing to measure: got 0 examples. Give at least one.");
    const std = Array.from(this.#squares, (sum, group) => Math.sqrt(sum / (this.#count[group] as number)));
    return { mean: Array.from(this.#mean), std };
  }

  #addOne(group: number, value: number): void {
    const count = (this.#count[group] as number) + 1;
    this.#count[group] = count;
    const distance = value - (this.#mean[group] as number);
    this.#mean[group] = (this.#mean[group] as number) + distance / count;
    this.#squares[group] =
      (this.#squares[group] as number) + distance * (value - (this.#mean[group] as number));
  }
}
