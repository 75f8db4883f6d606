/** Origin of samples that workers make. */
export interface WorkerSource {
  /** Address of the module whose default export creates the data set. */
  readonly url: string;
  /** Options of the data set. They are copied to each worker, except for arrays in shared memory. */
  readonly options: unknown;
  /** Length of the data set, which must be the same in all threads. */
  readonly length: number;
  /** Index of each sample in the data set of the worker. */
  readonly indices: Uint32Array;
}
