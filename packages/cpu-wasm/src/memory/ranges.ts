/**
 * Free ranges of an address space, ordered by address. Neighbors are always merged. The best fit is the smallest
 * range that is large enough, or the first of several equal ones.
 */
export class Ranges {
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];

  /** Removes `size` bytes and returns their address, or undefined if no range is large enough. */
  take(size: number): number | undefined {
    const index = this.#bestFit(size);
    if (index < 0) return undefined;
    const begin = this.#begins[index]!;
    if (begin + size === this.#ends[index]) this.#remove(index);
    else this.#begins[index] = begin + size;
    return begin;
  }

  /** Adds the bytes from `begin` to `end`. */
  put(begin: number, end: number): void {
    const index = this.#firstFrom(begin);
    const joinsBefore = index > 0 && this.#ends[index - 1] === begin;
    const joinsAfter = this.#begins[index] === end;
    if (joinsBefore && joinsAfter) {
      this.#ends[index - 1] = this.#ends[index]!;
      this.#remove(index);
    } else if (joinsBefore) this.#ends[index - 1] = end;
    else if (joinsAfter) this.#begins[index] = begin;
    else {
      this.#begins.splice(index, 0, begin);
      this.#ends.splice(index, 0, end);
    }
  }

  /** Number of free bytes immediately before `end`, the end of the address space. */
  freeBefore(end: number): number {
    const last = this.#ends.length - 1;
    return last >= 0 && this.#ends[last] === end ? end - this.#begins[last]! : 0;
  }

  /** Size of the largest range. */
  get largest(): number {
    return this.#begins.reduce((most, begin, i) => Math.max(most, this.#ends[i]! - begin), 0);
  }

  #bestFit(size: number): number {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.#begins.length; i++) {
      const length = this.#ends[i]! - this.#begins[i]!;
      if (length >= size && length < least) {
        best = i;
        least = length;
      }
    }
    return best;
  }

  /** Index of the first range that begins at `address` or after it. */
  #firstFrom(address: number): number {
    let low = 0;
    let high = this.#begins.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#begins[middle]! < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #remove(index: number): void {
    this.#begins.splice(index, 1);
    this.#ends.splice(index, 1);
  }
}
