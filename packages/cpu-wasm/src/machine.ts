/** Something that runs tasks: an export of a module, instantiated on every thread. */
export interface Kernel {
  /** Its number, the same on every thread. */
  readonly id: number;
  /** For messages. */
  readonly name: string;
}

/**
 * What kernels run on: one memory, the compiled modules, and the threads.
 *
 * A kernel is `(params, first, last, scratch) → void`: it does tasks first … last−1 of a launch. `params` is the address
 * of the parameter block, `scratch` that of {@link SCRATCH_BYTES} bytes which no other thread uses.
 */
export interface Machine {
  /** The parameter block of the next launch, as integers. Fetch it anew for each launch. */
  readonly words: Int32Array;
  /** The same words as floats. */
  readonly floats: Float32Array;
  /** The kernels of the general module and of the chosen build of the matrix module, by name. */
  readonly kernels: Readonly<Record<string, Kernel>>;
  /** Whether code that is compiled at run time may use relaxed SIMD. */
  readonly relaxed: boolean;
  /** Whether convolutions may go by Winograd's method. */
  readonly winograd: boolean;
  /** Columns of a tile of the matrix product, in the chosen build. */
  readonly tileColumns: number;
  /** Whether the memory is shared; the import of a module must say the same. */
  readonly shared: boolean;

  /**
   * Runs tasks 0 … tasks−1 with the present parameter block, and returns when all are done.
   *
   * @param nanoseconds A rough estimate of the whole launch on one thread; more threads help where it is large enough.
   */
  launch(kernel: Kernel, tasks: number, nanoseconds: number): void;
  /** Compiles a module that exports `run`, a kernel, and imports `env.memory`. */
  define(name: string, bytes: Uint8Array<ArrayBuffer>): Kernel;

  /**
   * The address of temporary memory that all threads see; give it back.
   *
   * @throws {BackendError} If there is no more memory.
   */
  borrow(bytes: number): number;
  /** Ends a `borrow`. */
  giveBack(address: number): void;

  /** The whole memory at present, as bytes. Memory may grow, and then this is another array: fetch it anew after `borrow`. */
  readonly bytes: Uint8Array;
  /** The same as integers. */
  readonly integers: Int32Array;
  /** The same as floats. */
  readonly numbers: Float32Array;
}

/** Bytes of scratch memory that each thread has for itself. */
export const SCRATCH_BYTES: number = 4 << 20;
