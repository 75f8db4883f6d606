/** What a heap holds, in bytes. */
export interface HeapUse {
  /** Given out at present, rounded up to what the pieces take. */
  readonly bytes: number;
  /** The most that `bytes` ever was. */
  readonly peakBytes: number;
  /** Size of the WebAssembly memory, which never shrinks. */
  readonly reservedBytes: number;
}
