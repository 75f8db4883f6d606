/** Where workers find samples. */
export interface WorkerSource {
  /** Address of the module whose default export makes the data set. */
  readonly url: string;
  /** What that is given; copied to each worker, but shared where it lies in shared memory. */
  readonly options: unknown;
  /** How many samples it has, here and, so it must be, there. */
  readonly length: number;
  /** The number that each sample has there. */
  readonly indices: Uint32Array;
}
