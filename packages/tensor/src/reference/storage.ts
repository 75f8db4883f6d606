import { BackendError } from "../errors.ts";
import { Storage } from "../view.ts";

/** One buffer with typed arrays of every kind that kernels use. It is reused, because making typed arrays is slow. */
class Memory {
  readonly capacity: number;
  readonly sizeClass: number;
  readonly f32: Float32Array<ArrayBuffer>;
  readonly f64: Float64Array<ArrayBuffer>;
  readonly i32: Int32Array<ArrayBuffer>;
  readonly u8: Uint8Array<ArrayBuffer>;

  constructor(capacity: number, sizeClass: number) {
    const buffer = new ArrayBuffer(capacity);
    this.capacity = capacity;
    this.sizeClass = sizeClass;
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

/** Largest number of bytes that the pool keeps for reuse. */
const KEPT_LIMIT = 2 ** 28;

/** Bytes of the smallest size class. */
const SMALLEST = 64;

/** Bytes of the largest storage, in which every index is an int32. */
const LARGEST = 2 ** 31;

/**
 * Allocates memory, and keeps freed memory in one list for each size class. The classes are 5/4, 6/4, 7/4 and 8/4 of every
 * power of two, so at most a fifth of a storage is unused.
 */
export class Pool {
  readonly #free: Memory[][] = [];
  #kept = 0;

  alloc(bytes: number): ReferenceStorage {
    if (bytes > LARGEST) throw outOfMemory(bytes);
    const last = Math.max(bytes, SMALLEST) - 1;
    const shift = 29 - Math.clz32(last);
    const sizeClass = 4 * shift + (last >>> shift);
    const known = this.#free[sizeClass]?.pop();
    if (!known)
      return new ReferenceStorage(bytes, this.#make(bytes, ((last >>> shift) + 1) * 2 ** shift, sizeClass));
    this.#kept -= known.capacity;
    return new ReferenceStorage(bytes, known);
  }

  free({ memory }: ReferenceStorage): void {
    if (memory.capacity > KEPT_LIMIT) return;
    if (this.#kept + memory.capacity > KEPT_LIMIT) this.#drop();
    this.#kept += memory.capacity;
    this.#free[memory.sizeClass] ??= [];
    this.#free[memory.sizeClass]!.push(memory);
  }

  /** Drops all freed memory, when the sizes in use have changed or memory is short. */
  #drop(): void {
    this.#free.length = 0;
    this.#kept = 0;
  }

  #make(bytes: number, capacity: number, sizeClass: number): Memory {
    try {
      return new Memory(capacity, sizeClass);
    } catch (cause) {
      if (this.#kept > 0) {
        this.#drop();
        return this.#make(bytes, capacity, sizeClass);
      }
      throw outOfMemory(bytes, cause);
    }
  }
}

function outOfMemory(bytes: number, cause?: unknown): BackendError {
  return new BackendError(
    `reference: no memory for another ${bytes} bytes. Dispose of tensors that are done with, or use smaller batches.`,
    { cause },
  );
}
