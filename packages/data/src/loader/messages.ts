import type { BatchJob } from "./make-batch.ts";
import type { RawBatch } from "./raw-batch.ts";

/** Message to a worker. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly options: unknown;
      /** Length of the data set in the thread of the loader. */
      readonly length: number;
      readonly progress: SharedArrayBuffer | undefined;
    }
  | { readonly type: "batch"; readonly id: number; readonly job: BatchJob };

/** Message from a worker: a batch, or an error. */
export type FromWorker =
  | { readonly type: "batch"; readonly id: number; readonly batch: RawBatch }
  | {
      readonly type: "failure";
      /** Id of the batch; undefined if the data set itself cannot be created. */
      readonly id: number | undefined;
      readonly message: string;
      readonly stack: string | undefined;
    };

/** Connection to the other thread, the same in Node and the browser. */
export interface Port {
  post(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  listen(hear: (message: ToWorker) => void): void;
}
