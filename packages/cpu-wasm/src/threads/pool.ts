import { BackendError } from "@cambium/tensor";
import type { Kernel } from "../machine.ts";
import { Control } from "./control.ts";
import { type StartError, startWorker, type WorkerHandle } from "./start-worker.ts";
import type { WorkerStart } from "./worker-main.ts";

/** Approximate number of chunks of a launch per thread, so that no thread waits long for another. */
const CHUNKS_PER_THREAD = 8;
/** Number of times to poll for the last task before sleeping. */
const PATIENCE = 20_000;

/** Worker threads on a shared memory, which run launches together with the calling thread. */
export class Pool {
  /** Resolves when every worker is ready or has failed to start. Until then, launches run on fewer threads. */
  readonly ready: Promise<void>;
  readonly #words: Int32Array;
  readonly #workers = new Set<WorkerHandle>();
  readonly #canSleep: boolean;
  readonly #lostAfter: number;
  #lost = false;

  /**
   * @param count Number of workers to start.
   * @param startOf Returns the start message of worker i.
   * @param lostAfter Milliseconds after which a worker counts as lost, in addition to ten times the time of all other tasks.
   */
  constructor(words: Int32Array, count: number, startOf: (i: number) => WorkerStart, lostAfter: number) {
    this.#words = words;
    this.#canSleep = canSleep(words);
    this.#lostAfter = lostAfter;
    this.ready = this.#start(count, startOf);
  }

  /** Number of threads that compute, including the calling one and workers that are still starting. */
  get threads(): number {
    return this.#workers.size + 1;
  }

  async #start(count: number, startOf: (i: number) => WorkerStart): Promise<void> {
    let failure: StartError | undefined;
    try {
      for (let i = 0; i < count; i++) this.#workers.add(startWorker(startOf(i)));
    } catch (error) {
      failure = error as StartError;
    }
    await Promise.all(
      [...this.#workers].map((worker) =>
        worker.ready.catch((error: StartError) => {
          failure = error;
          this.#workers.delete(worker);
        }),
      ),
    );
    if (failure) warn(this.threads, count + 1, failure);
  }

  /**
   * Publishes a module to the workers.
   *
   * @param record Address of the module: see {@link Control.newest}.
   */
  publish(record: number): void {
    this.#words[Control.newest] = record;
  }

  /** Address of the module that was published last, or 0. */
  get newest(): number {
    return this.#words[Control.newest]!;
  }

  /**
   * Runs all tasks on the workers and this thread, and returns when they are done.
   *
   * @param run Runs tasks first … last−1 on this thread.
   * @throws {BackendError} If the kernel failed or a worker was lost.
   */
  launch(kernel: Kernel, tasks: number, run: (first: number, last: number) => void): void {
    if (this.#workers.size === 0) {
      run(0, tasks);
      return;
    }
    if (this.#lost) throw lost(kernel);
    const words = this.#words;
    const began = performance.now();
    const chunk = this.#open(kernel, tasks);
    for (;;) {
      const first = Atomics.add(words, Control.next, chunk);
      if (first >= tasks) break;
      const last = Math.min(first + chunk, tasks);
      try {
        run(first, last);
      } catch {
        Atomics.store(words, Control.failed, kernel.id + 1);
      }
      Atomics.add(words, Control.done, last - first);
    }
    const patience = this.#lostAfter + 10 * (performance.now() - began);
    this.#await(Control.done, (done) => done === tasks, kernel, patience);
    Atomics.store(words, Control.open, 0);
    this.#await(Control.active, (active) => active === 0, kernel, patience);
    this.#rethrow(kernel);
  }

  /** Ends the workers. */
  dispose(): void {
    Atomics.store(this.#words, Control.ended, 1);
    Atomics.add(this.#words, Control.generation, 1);
    Atomics.notify(this.#words, Control.generation);
    for (const worker of this.#workers) worker.terminate();
  }

  /** Opens a launch and wakes the workers. Returns the number of tasks that a thread takes at once. */
  #open(kernel: Kernel, tasks: number): number {
    const words = this.#words;
    const chunk = Math.max(1, Math.floor(tasks / (this.threads * CHUNKS_PER_THREAD)));
    words[Control.kernel] = kernel.id;
    words[Control.tasks] = tasks;
    words[Control.chunk] = chunk;
    Atomics.store(words, Control.next, 0);
    Atomics.store(words, Control.done, 0);
    Atomics.store(words, Control.open, 1);
    Atomics.add(words, Control.generation, 1);
    if (Atomics.load(words, Control.asleep) > 0) Atomics.notify(words, Control.generation);
    return chunk;
  }

  /** Waits until a word has the expected value. */
  #await(word: number, arrived: (value: number) => boolean, kernel: Kernel, patience: number): void {
    const words = this.#words;
    for (let looks = 0; looks < PATIENCE; looks++) {
      if (arrived(Atomics.load(words, word))) return;
      pause();
    }
    const deadline = performance.now() + patience;
    for (let value = Atomics.load(words, word); !arrived(value); value = Atomics.load(words, word)) {
      if (performance.now() > deadline) {
        this.#lost = true;
        throw lost(kernel);
      }
      if (this.#canSleep) Atomics.wait(words, word, value, 1);
    }
  }

  #rethrow(kernel: Kernel): void {
    const failed = Atomics.exchange(this.#words, Control.failed, 0);
    if (failed === 0) return;
    throw new BackendError(
      `cpu-wasm: kernel ${kernel.name} failed; what it computed is unusable. This is a fault of the backend: please report it.`,
    );
  }
}

function warn(threads: number, wanted: number, { message, remedy }: StartError): void {
  console.warn(
    `@cambium/cpu-wasm: computing on ${threads} of ${wanted} threads, because workers could not start: ${message}. ${remedy} ` +
      "Pass { threads: 1 } to do without.",
  );
}

function lost(kernel: Kernel): BackendError {
  return new BackendError(
    `cpu-wasm: a worker thread took a part of ${kernel.name} and never finished it: it was ended, or hangs. ` +
      "Dispose this backend and create a new one.",
  );
}

const pause: () => void = (Atomics as { pause?: () => void }).pause ?? (() => {});

/** True if this thread may sleep on memory, which the main thread of a page may not. */
function canSleep(words: Int32Array): boolean {
  try {
    Atomics.wait(words, Control.done, -1, 0);
    return true;
  } catch {
    return false;
  }
}
