import { type WorkerStart, workerMain } from "./worker-main.ts";

/** A worker that was started. */
export interface WorkerHandle {
  /** When it listens. */
  readonly ready: Promise<void>;
  /** Ends it, at once. */
  terminate(): void;
}

/** Starts a worker, of Node or of the web, that does not keep the process alive. */
export function startWorker(start: WorkerStart): WorkerHandle {
  const text = `(${workerMain.toString()})();`;
  const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (node) {
    const worker = new node.Worker(text, { eval: true });
    worker.unref();
    const ready = new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
    });
    worker.postMessage(start);
    return handle(ready, () => void worker.terminate());
  }
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(url);
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
  }).finally(() => URL.revokeObjectURL(url));
  worker.postMessage(start);
  return handle(ready, () => worker.terminate());
}

/** A worker that cannot start only means fewer threads; whoever awaits `ready` learns of it. */
function handle(ready: Promise<void>, terminate: () => void): WorkerHandle {
  ready.catch(() => {});
  return { ready, terminate };
}
