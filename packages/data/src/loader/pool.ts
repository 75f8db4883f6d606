import { DataError } from "../errors.ts";
import type { BatchJob } from "./make-batch.ts";
import type { FromWorker } from "./messages.ts";
import type { RawBatch } from "./raw-batch.ts";
import { startWorker, type WorkerHandle } from "./start-worker.ts";
import type { WorkerSource } from "./worker-source.ts";

interface Pending {
  readonly job: BatchJob;
  readonly resolve: (batch: RawBatch) => void;
  readonly reject: (error: Error) => void;
}

/** A worker and its pending requests. */
class Member {
  readonly pending: Map<number, Pending> = new Map();
  /** Error after which it can no longer be used. */
  failure: Error | undefined;
  readonly #handle: WorkerHandle;
  /** Index of the sample that it is making, or −1. */
  readonly #progress: Int32Array | undefined;
  #next = 0;

  constructor({ url, options, length }: WorkerSource) {
    const progress = typeof SharedArrayBuffer === "undefined" ? undefined : new SharedArrayBuffer(4);
    this.#progress = progress && new Int32Array(progress).fill(-1);
    this.#handle = startWorker(url, {
      message: (message) => this.#hear(message),
      ended: (reason) => this.fail(this.#deathOf(reason)),
    });
    this.#handle.post({ type: "start", options, length, progress });
  }

  ask(job: BatchJob): Promise<RawBatch> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      const id = this.#next++;
      this.pending.set(id, { job, resolve, reject });
      this.#handle.hold(true);
      this.#handle.post({ type: "batch", id, job });
    });
  }

  /** Terminates the worker and rejects its pending requests with an error. */
  fail(error: Error): void {
    this.failure ??= error;
    this.#handle.terminate();
    for (const { reject } of this.pending.values()) reject(this.failure);
    this.pending.clear();
  }

  #hear(message: FromWorker): void {
    if (message.type === "failure" && message.id === undefined) {
      const text = `loader: a worker cannot make the data set: ${message.message}`;
      this.fail(new DataError(text, causeOf(message)));
      return;
    }
    const id = message.id as number;
    const asked = this.pending.get(id);
    this.pending.delete(id);
    if (this.pending.size === 0) this.#handle.hold(false);
    if (message.type === "batch") asked?.resolve(message.batch);
    else asked?.reject(new DataError(message.message, causeOf(message)));
  }

  #deathOf(reason: string): DataError {
    const sample = this.#progress ? Atomics.load(this.#progress, 0) : -1;
    const [oldest] = this.pending.values();
    const all = [...(oldest?.job.indices ?? [])];
    const batch = `${all.slice(0, 8).join(", ")}${all.length > 8 ? ", …" : ""}`;
    return new DataError(
      `loader: a worker died while it made ${sample >= 0 ? `sample ${sample}` : `samples ${batch}`}: ${reason}. ` +
        "See whether that happens with workers: 0, and whether there is enough memory.",
    );
  }
}

function causeOf({ stack }: { readonly stack: string | undefined }): ErrorOptions {
  return stack === undefined ? {} : { cause: stack };
}

/** Workers that make batches of one data set. */
export class WorkerPool {
  readonly #members: readonly Member[];

  constructor(source: WorkerSource, count: number) {
    this.#members = Array.from({ length: count }, () => new Member(source));
  }

  /** True if no worker has failed. */
  get intact(): boolean {
    return this.#members.every(({ failure }) => !failure);
  }

  /** Lets the worker with the fewest pending requests make a batch. */
  make(job: BatchJob): Promise<RawBatch> {
    const [first, ...others] = this.#members as [Member, ...Member[]];
    return others
      .reduce((least, one) => (one.pending.size < least.pending.size ? one : least), first)
      .ask(job);
  }

  /** Terminates all workers. */
  close(): void {
    for (const member of this.#members) member.fail(closed());
  }
}

/** Error of a loop whose loader was closed. */
export function closed(): DataError {
  return new DataError(
    "loader: it was closed in the middle of a loop. Leave the loop first, or loop again for the next epoch.",
  );
}
