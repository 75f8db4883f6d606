/**
 * Free pieces of an address space, ordered by address; neighbors are always merged. The best fit is the smallest
 * piece that is large enough, and of equal ones the first.
 */
export class Ranges {
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];

  /** Takes `size` bytes out; undefined if no piece is large enough. */
  take(size: number): number | undefined {
    const place = this.#bestFit(size);
    if (place < 0) return undefined;
    const begin = this.#begins[place]!;
    if (begin + size === this.#ends[place]) this.#remove(place);
    else this.#begins[place] = begin + size;
    return begin;
  }

  /** Puts the bytes from `begin` to `end` back. */
  put(begin: number, end: number): void {
    const place = this.#firstFrom(begin);
    const joinsBefore = place > 0 && this.#ends[place - 1] === begin;
    const joinsAfter = this.#begins[place] === end;
    if (joinsBefore && joinsAfter) {
      this.#ends[place - 1] = this.#ends[place]!;
      this.#remove(place);
    } else if (joinsBefore) this.#ends[place - 1] = end;
    else if (joinsAfter) this.#begins[place] = begin;
    else {
      this.#begins.splice(place, 0, begin);
      this.#ends.splice(place, 0, end);
    }
  }

  /** How many bytes are free just before `end`, the end of the address space. */
  freeBefore(end: number): number {
    const last = this.#ends.length - 1;
    return last >= 0 && this.#ends[last] === end ? end - this.#begins[last]! : 0;
  }

  /** Size of the largest piece. */
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

  /** The first piece that begins at `address` or after it. */
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

  #remove(place: number): void {
    this.#begins.splice(place, 1);
    this.#ends.splice(place, 1);
  }
}
