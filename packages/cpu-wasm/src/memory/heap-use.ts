/** Memory use of a heap, in bytes. */
export interface HeapUse {
  /** Bytes in use, rounded up to the sizes of the pieces. */
  readonly bytes: number;
  /** Maximum of `bytes` so far. */
  readonly peakBytes: number;
  /** Size of the WebAssembly memory, which never shrinks. */
  readonly reservedBytes: number;
}
