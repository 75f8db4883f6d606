import { inWords } from "./checks/in-words.ts";
import { normalRadius, philox, philoxBlock, type RngKey, unitInterval } from "./philox.ts";
import { isStateWatched, type Stateful, touch } from "./stateful.ts";

/** Position of a random stream, as plain JSON. */
export interface RngState extends RngKey {
  /** Number of words of the block before `counter` that scalar draws have used, in [0, 4]. */
  readonly position: number;
}

/** Last counter word of the blocks from which keys of forks come; it is 0 for draws. */
const FORK = -1;

/**
 * A 32-bit hash of UTF-16 code units for an odd multiplier: it multiplies after each unit and folds the upper
 * bits down, so that hashes with two multipliers collide independently.
 */
function hash(name: string, multiplier: number): number {
  let value = name.length;
  for (let i = 0; i < name.length; i++) {
    value = Math.imul(value ^ name.charCodeAt(i), multiplier);
    value ^= value >>> 15;
  }
  return value;
}

/**
 * Counter-based random numbers (Philox4x32-10), the same bits on every backend and machine.
 *
 * An `Rng` is never ambient: functions that draw numbers take one as an argument. `fork` derives an independent stream from a
 * name without drawing from this one, so adding a consumer changes no other consumer's numbers.
 *
 * @example
 * const rng = new Rng(42);
 * const weights = normal([3, 4], { rng: rng.fork("weights") });
 * const coin = rng.uniform() < 0.5;
 */
export class Rng implements Stateful<RngState> {
  #key0: number;
  #key1: number;
  #counter = 0;
  /** Words of the current block already used by scalar draws; 4 means a new block is needed. */
  #position = 4;
  readonly #block: Int32Array = new Int32Array(4);

  /**
   * @param seed A safe integer; its low 53 bits become the key.
   * @throws {RangeError} If the seed is not a safe integer.
   */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) {
      throw new RangeError(
        `Rng: the seed must be a whole number below 2^53: got ${inWords(seed)}. Pass a number: new Rng(42).`,
      );
    }
    this.#key0 = seed >>> 0;
    this.#key1 = Math.floor(seed / 0x100000000) & 0x1fffff;
  }

  /** Stream with any 64-bit key; a seed has only 53 bits. */
  static #fromWords(key0: number, key1: number): Rng {
    const rng = new Rng(0);
    rng.#key0 = key0 >>> 0;
    rng.#key1 = key1 >>> 0;
    return rng;
  }

  /**
   * Independent stream named `name`. It depends on this stream's key and the name, not on what was drawn.
   *
   * @throws {TypeError} If the name is neither a string nor a number.
   */
  fork(name: string | number): Rng {
    if (typeof name !== "string" && typeof name !== "number") {
      throw new TypeError(
        `Rng.fork: the name must be a string or a number: got ${inWords(name)}. Write rng.fork("init").`,
      );
    }
    const derived = new Int32Array(4);
    const [low, high] = [hash(String(name), 0x85ebca6b), hash(String(name), 0xc2b2ae35)];
    philox(low, high, 0, FORK, this.#key0, this.#key1, derived, 0);
    return Rng.#fromWords(derived[0]!, derived[1]!);
  }

  /** Reserves `count` words for a bulk draw and returns their start. The next draw starts in a new block. */
  reserve(count: number): RngKey {
    this.#touch();
    const start = { key0: this.#key0, key1: this.#key1, counter: this.#counter };
    this.#counter += Math.ceil(count / 4);
    this.#position = 4;
    return start;
  }

  /** Returns the next 32 random bits, as an unsigned integer. */
  bits(): number {
    this.#touch();
    if (this.#position === 4) {
      philoxBlock(this.#key0, this.#key1, this.#counter++, this.#block, 0);
      this.#position = 0;
    }
    return this.#block[this.#position++]! >>> 0;
  }

  /** Returns a uniform number in [0, 1), a multiple of 2^-24. */
  uniform(): number {
    return unitInterval(this.bits());
  }

  /** Returns a standard normal number (Box-Muller, from two words). */
  normal(): number {
    const radius = normalRadius(this.bits());
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /**
   * Returns a whole number in [0, bound), all equally likely (rejection sampling).
   *
   * @throws {RangeError} If `bound` is not a whole number in [1, 2^32].
   */
  int(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) {
      throw new RangeError(`Rng.int: the bound must be a whole number in [1, 2^32]: got ${inWords(bound)}.`);
    }
    const limit = Math.floor(0x100000000 / bound) * bound;
    let word = this.bits();
    while (word >= limit) word = this.bits();
    return word % bound;
  }

  /** Returns the numbers 0 … n−1 in random order (Fisher-Yates). */
  permutation(n: number): Uint32Array<ArrayBuffer> {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const swapped = order[i] as number;
      order[i] = order[j] as number;
      order[j] = swapped;
    }
    return order;
  }

  /** Position of the stream, from which {@link Rng.restore} continues exactly. */
  get state(): RngState {
    return { key0: this.#key0, key1: this.#key1, counter: this.#counter, position: this.#position };
  }

  /**
   * Moves this stream back or forward to one of its states.
   *
   * @throws {RangeError} If the state is that of a stream with another key.
   */
  rewind(state: RngState): void {
    if (state.key0 !== this.#key0 || state.key1 !== this.#key1) {
      throw new RangeError(
        "Rng.rewind: the state belongs to a stream with another key. Use Rng.restore(state).",
      );
    }
    this.#moveTo(state);
  }

  /**
   * Moves this stream back to one of its states, to draw the same numbers again.
   *
   * @returns A function that moves it to its present state.
   * @throws {RangeError} If the state is that of a stream with another key.
   */
  setBack(before: RngState): () => void {
    const now = this.state;
    this.rewind(before);
    return () => this.#moveTo(now);
  }

  /** Returns a stream that continues from `state`. */
  static restore(state: RngState): Rng {
    const rng = Rng.#fromWords(state.key0, state.key1);
    rng.#moveTo(state);
    return rng;
  }

  /** Tells listeners of a draw: a repeated computation has to draw the same numbers again. */
  #touch(): void {
    if (isStateWatched()) touch(this, this.state);
  }

  #moveTo({ counter, position }: RngState): void {
    this.#counter = counter;
    this.#position = position;
    // The block that scalar draws were in the middle of is the one before the counter.
    if (position < 4) philoxBlock(this.#key0, this.#key1, counter - 1, this.#block, 0);
  }
}
