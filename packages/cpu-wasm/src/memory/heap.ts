import { BackendError } from "@cambium/tensor";
import type { HeapUse } from "./heap-use.ts";
import { Ranges } from "./ranges.ts";
import { classOf, LARGEST_CLASS, sizeOfClass } from "./size-classes.ts";

/** A page of WebAssembly memory, in bytes. */
export const PAGE: number = 1 << 16;
/** Sizes that have no class are rounded up to a multiple of this. */
const GRANULE = 1 << 12;
/** Memory grows by at least this many bytes, because growing is slow and unused memory costs nothing. */
const LEAST_GROWTH: number = 1 << 24;
/** Unused bytes at the end of the memory, because kernels read whole vectors beyond the last element. */
const MARGIN = 64;

/**
 * Allocator for a WebAssembly memory. Small sizes are rounded up to classes, each with a stack of free pieces. Large ones
 * are taken from free ranges, which merge again when they are freed. All addresses are multiples of 64.
 */
export class Heap {
  readonly #memory: WebAssembly.Memory;
  readonly #maximum: number;
  readonly #ranges = new Ranges();
  readonly #free: number[][] = Array.from({ length: classOf(LARGEST_CLASS) + 1 }, () => []);
  readonly #whenGrown: () => void;
  #end: number;
  #bytes = 0;
  #peakBytes = 0;

  /**
   * @param memory Memory of the pieces.
   * @param begin First address to allocate.
   * @param maximum Largest size of the memory, in bytes.
   * @param whenGrown Called when the memory has grown and all views of it are out of date.
   */
  constructor(memory: WebAssembly.Memory, begin: number, maximum: number, whenGrown: () => void) {
    this.#memory = memory;
    this.#maximum = maximum;
    this.#whenGrown = whenGrown;
    this.#end = memory.buffer.byteLength - MARGIN;
    if (begin < this.#end) this.#ranges.put(begin, this.#end);
  }

  /** Memory in use. */
  get use(): HeapUse {
    return { bytes: this.#bytes, peakBytes: this.#peakBytes, reservedBytes: this.#end + MARGIN };
  }

  /**
   * Allocates at least `bytes` bytes and returns their address.
   *
   * @throws {BackendError} If there is no room. The heap stays unchanged.
   */
  allocate(bytes: number): number {
    const isSmall = bytes <= LARGEST_CLASS;
    const address = isSmall ? this.#small(classOf(bytes || 1)) : this.#large(rounded(bytes));
    this.#bytes += isSmall ? sizeOfClass(classOf(bytes || 1)) : rounded(bytes);
    if (this.#bytes > this.#peakBytes) this.#peakBytes = this.#bytes;
    return address;
  }

  /** Frees memory that `allocate(bytes)` returned. */
  release(address: number, bytes: number): void {
    if (bytes <= LARGEST_CLASS) {
      const index = classOf(bytes || 1);
      this.#free[index]!.push(address);
      this.#bytes -= sizeOfClass(index);
    } else {
      const size = rounded(bytes);
      this.#ranges.put(address, address + size);
      this.#bytes -= size;
    }
  }

  #small(index: number): number {
    const free = this.#free[index]!;
    return free.pop() ?? this.#carve(free, sizeOfClass(index));
  }

  /** Splits a new range into pieces of one size, returns one of them and adds the others to the free ones. */
  #carve(free: number[], size: number): number {
    const begin = this.#large(PAGE);
    for (let at = begin + (Math.floor(PAGE / size) - 1) * size; at > begin; at -= size) free.push(at);
    return begin;
  }

  #large(size: number): number {
    const found = this.#ranges.take(size);
    if (found !== undefined) return found;
    this.#grow(size);
    return this.#ranges.take(size)!;
  }

  /** Grows the memory until `size` contiguous bytes are free at its end. */
  #grow(size: number): void {
    const missing = size - this.#ranges.freeBefore(this.#end);
    const room = this.#maximum - this.#end - MARGIN;
    if (missing > room) throw this.#full(size);
    const wanted = Math.min(room, Math.max(missing, LEAST_GROWTH, this.#end / 8));
    if (!this.#extend(wanted) && !this.#extend(missing)) throw this.#full(size);
  }

  #extend(bytes: number): boolean {
    const pages = Math.ceil(bytes / PAGE);
    try {
      this.#memory.grow(pages);
    } catch {
      return false;
    }
    this.#ranges.put(this.#end, this.#end + pages * PAGE);
    this.#end += pages * PAGE;
    this.#whenGrown();
    return true;
  }

  #full(size: number): BackendError {
    return new BackendError(
      `cpu-wasm: out of memory: ${size} bytes in a row are needed; ${this.#bytes} of at most ${this.#maximum} bytes are in use, ` +
        `and the largest free piece has ${this.#ranges.largest}. Dispose tensors, use smaller batches, or raise maximumBytes (up to 4 GiB).`,
    );
  }
}

function rounded(bytes: number): number {
  return Math.ceil(bytes / GRANULE) * GRANULE;
}
