import type { BatchJob } from "./make-batch.ts";
import type { RawBatch } from "./raw-batch.ts";

/** What a worker is told. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly options: unknown;
      /** Samples that the data set has in the thread that asks. */
      readonly length: number;
      readonly progress: SharedArrayBuffer | undefined;
    }
  | { readonly type: "batch"; readonly id: number; readonly job: BatchJob };

/** What a worker answers: a batch, or why there is none. */
export type FromWorker =
  | { readonly type: "batch"; readonly id: number; readonly batch: RawBatch }
  | {
      readonly type: "failure";
      /** Of the batch; undefined if the data set itself cannot be made. */
      readonly id: number | undefined;
      readonly message: string;
      readonly stack: string | undefined;
    };

/** A line to the other side, the same in Node and the browser. */
export interface Port {
  post(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  listen(hear: (message: ToWorker) => void): void;
}
