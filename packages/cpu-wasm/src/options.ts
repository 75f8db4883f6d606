/** Options of `createWasmBackend`. */
export interface WasmOptions {
  /**
   * Threads to compute with, the calling one included; at least 1. Results are the same for any number. More than 1
   * needs shared memory: in a page that is not cross-origin isolated, asking for it is an error. Where workers cannot
   * start, fewer threads compute, after a warning. Default: as many as the machine has processors where memory can be shared, otherwise 1.
   */
  readonly threads?: number;
  /** The most memory to use, in bytes, up to 4 GiB. Default: 4 GiB. */
  readonly maximumBytes?: number;
  /** Whether to use relaxed SIMD (multiplications fused with additions) where the engine has it. Default: true. */
  readonly relaxed?: boolean;
  /**
   * Convolve 3 × 3 and 5 × 5 kernels by Winograd's method where that is faster: 2 to 3 times. It computes results in tiles
   * of 4 × 4 or 2 × 2, and its error is relative to the largest number that a tile reads, around 10⁻⁶ of it (a direct sum: 3·10⁻⁷). So a
   * number that is far larger than its neighbors takes digits from the results next to it. A NaN or an infinity in the image makes all results of the
   * tiles that read it NaN, and in the filters' gradient all taps of its channel. If weights are not finite, sums are direct. Default: true.
   */
  readonly winograd?: boolean;
  /**
   * Whether to let V8 join pairs of 128-bit instructions into 256-bit ones: up to twice as fast in matrix products. Node ≥ 24
   * only, experimental in V8, and it stays switched on for all WebAssembly of the process. A self-test at the start
   * compares the results with the ordinary build; if they differ it warns and the ordinary build is used. Default: false.
   */
  readonly wide?: boolean;
}

/** Options with every default in its place. */
export interface CheckedOptions {
  readonly threads: number;
  readonly maximumBytes: number;
  readonly relaxed: boolean;
  readonly winograd: boolean;
  readonly wide: boolean;
  readonly shared: boolean;
}
