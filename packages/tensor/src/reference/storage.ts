import { BackendError } from "../errors.ts";
import { Storage } from "../view.ts";

/** One buffer under every kind of typed array that kernels use; made once and reused, since making these is slow. */
class Memory {
  readonly capacity: number;
  readonly f32: Float32Array<ArrayBuffer>;
  readonly f64: Float64Array<ArrayBuffer>;
  readonly i32: Int32Array<ArrayBuffer>;
  readonly u8: Uint8Array<ArrayBuffer>;

  constructor(capacity: number) {
    const buffer = new ArrayBuffer(capacity);
    this.capacity = capacity;
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u8 = new Uint8Array(buffer);
  }
}

/** Memory of the reference backend. */
export class ReferenceStorage extends Storage {
  readonly memory: Memory;
  readonly f32: Float32Array<ArrayBuffer>;
  readonly f64: Float64Array<ArrayBuffer>;
  readonly i32: Int32Array<ArrayBuffer>;
  readonly u8: Uint8Array<ArrayBuffer>;

  constructor(bytes: number, memory: Memory) {
    super(bytes);
    this.memory = memory;
    this.f32 = memory.f32;
    this.f64 = memory.f64;
    this.i32 = memory.i32;
    this.u8 = memory.u8;
  }
}

/** Bytes that the pool keeps for reuse at most. */
const KEPT_LIMIT = 2 ** 28;

/** The smallest size class. */
const SMALLEST = 64;

/** The size class of `bytes`: the next of 1, 1.25, 1.5 and 1.75 times a power of two, so at most a quarter is wasted. */
function capacityFor(bytes: number): number {
  if (bytes <= SMALLEST) return SMALLEST;
  const step = 2 ** (Math.floor(Math.log2(bytes - 1)) - 2);
  return Math.ceil(bytes / step) * step;
}

/** Hands out memory, and keeps what comes back in one list for each size class. */
export class Pool {
  readonly #free = new Map<number, Memory[]>();
  #kept = 0;

  alloc(bytes: number): ReferenceStorage {
    const capacity = capacityFor(bytes);
    const known = this.#free.get(capacity)?.pop();
    if (known) this.#kept -= capacity;
    return new ReferenceStorage(bytes, known ?? this.#make(capacity));
  }

  free(storage: ReferenceStorage): void {
    const { memory } = storage;
    this.#kept += memory.capacity;
    if (this.#kept > KEPT_LIMIT) this.#drop(memory.capacity);
    const list = this.#free.get(memory.capacity);
    if (list) list.push(memory);
    else this.#free.set(memory.capacity, [memory]);
  }

  /** Forgets all that is kept: what a program needs has changed, or memory is short. */
  #drop(kept: number): void {
    this.#free.clear();
    this.#kept = kept;
  }

  #make(capacity: number): Memory {
    try {
      return new Memory(capacity);
    } catch {
      this.#drop(0);
    }
    try {
      return new Memory(capacity);
    } catch (cause) {
      throw new BackendError(
        `reference: no memory for ${capacity} bytes. Dispose of tensors that are no longer needed, or use smaller batches.`,
        { cause },
      );
    }
  }
}
