/** Options of `createWasmBackend`. */
export interface WasmOptions {
  /**
   * Number of threads, including the calling one, from 1 to 256. Results are the same for any number. More than one
   * thread needs shared memory, which a page has only if it is cross-origin isolated. If workers cannot
   * start, fewer threads compute, after a warning. Default: the number of processors if memory can be shared, otherwise 1.
   */
  readonly threads?: number;
  /** Largest size of the memory in bytes, from 16 MiB to 4 GiB. Default: 4 GiB. */
  readonly maximumBytes?: number;
  /** Use relaxed SIMD (fused multiply-add) if the engine has it. Default: true. */
  readonly relaxed?: boolean;
  /**
   * Convolve 3 × 3 and 5 × 5 kernels by Winograd's method where that is faster, by a factor of 2 to 3. It computes results in tiles
   * of 4 × 4 or 2 × 2. Its error is relative to the largest number that a tile reads, about 10⁻⁶ of it (a direct sum: 3·10⁻⁷), so a
   * number that is far larger than its neighbors reduces the accuracy of results next to it. A NaN or an infinity in the image makes all results of the
   * tiles that read it NaN, and in the filters' gradient all taps of its channel. If weights are not finite, sums are direct. Default: true.
   */
  readonly winograd?: boolean;
  /**
   * Let V8 join pairs of 128-bit instructions into 256-bit ones, which makes matrix products up to twice as fast. It needs Node ≥ 24,
   * is experimental in V8, and stays switched on for all WebAssembly of the process. A self-test at the start
   * compares the results with the ordinary build. If they differ, it warns and the ordinary build is used. Default: false.
   */
  readonly wide?: boolean;
}

/** Options with all defaults filled in. */
export interface CheckedOptions {
  readonly threads: number;
  readonly maximumBytes: number;
  readonly relaxed: boolean;
  readonly winograd: boolean;
  readonly wide: boolean;
  readonly shared: boolean;
}
