/** Export of a module that runs tasks. It is instantiated on every thread. */
export interface Kernel {
  /** Number of the kernel, the same on every thread. */
  readonly id: number;
  /** Name for messages. */
  readonly name: string;
}

/**
 * One memory, compiled modules and threads, on which kernels run.
 *
 * A kernel is a function `(params, first, last, scratch) → void`, which runs tasks first … last−1 of a launch. `params` is the address
 * of the parameter block, and `scratch` that of {@link SCRATCH_BYTES} bytes that no other thread uses.
 */
export interface Machine {
  /** Parameter block of the next launch, as integers. Read this property again for each launch. */
  readonly words: Int32Array;
  /** Parameter block of the next launch, as floats. */
  readonly floats: Float32Array;
  /** Kernels of the general module and of the chosen build of the matrix module, by name. */
  readonly kernels: Readonly<Record<string, Kernel>>;
  /** True if code that is compiled at run time may use relaxed SIMD. */
  readonly relaxed: boolean;
  /** True if convolutions may use Winograd's method. */
  readonly winograd: boolean;
  /** Columns of a tile of the matrix product, in the chosen build. */
  readonly tileColumns: number;
  /** True if the memory is shared. The memory import of a module must agree. */
  readonly shared: boolean;

  /**
   * Runs tasks 0 … tasks−1 with the current parameter block and returns when all are done.
   *
   * @param nanoseconds Rough estimate of the whole launch on one thread. If it is large enough, several threads share the tasks.
   */
  launch(kernel: Kernel, tasks: number, nanoseconds: number): void;
  /** Compiles a module that exports `run`, a kernel, and imports `env.memory`. */
  define(name: string, bytes: Uint8Array<ArrayBuffer>): Kernel;

  /**
   * Allocates temporary memory that all threads can access, until `giveBack`, and returns its address.
   *
   * @throws {BackendError} If there is no more memory.
   */
  borrow(bytes: number): number;
  /** Frees memory that `borrow` returned. */
  giveBack(address: number): void;

  /** The whole memory as bytes. When memory grows, this becomes another array: read this property again after `borrow`. */
  readonly bytes: Uint8Array;
  /** The whole memory as integers. */
  readonly integers: Int32Array;
  /** The whole memory as floats. */
  readonly numbers: Float32Array;
}

/** Bytes of scratch memory of each thread. */
export const SCRATCH_BYTES: number = 4 << 20;
