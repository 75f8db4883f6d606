import { type WorkerStart, workerMain } from "./worker-main.ts";

/** A worker that is starting or running. */
export interface WorkerHandle {
  /** Resolves when the worker is ready. Rejects with a {@link StartError} if it cannot start. */
  readonly ready: Promise<void>;
  /** Ends the worker immediately. */
  terminate(): void;
}

/** Reason why a worker could not start, with the remedy. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly remedy: string;

  constructor(cause: unknown, remedy: string) {
    const { message } = cause as Partial<Error>;
    super(message?.replace(/\.$/, "") || "no reason was given", { cause });
    this.remedy = remedy;
  }
}

/**
 * Starts a worker of Node or of the web. It does not keep the process alive.
 *
 * @throws {StartError} If the platform refuses it immediately.
 */
export function startWorker(start: WorkerStart): WorkerHandle {
  const text = `(${workerMain.toString()})();`;
  const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  return node ? startInNode(node, text, start) : startInPage(text, start);
}

function startInNode(
  { Worker }: typeof import("node:worker_threads"),
  text: string,
  start: WorkerStart,
): WorkerHandle {
  const remedy = "Node's permission model needs --allow-worker.";
  const worker = attempt(() => new Worker(text, { eval: true }), remedy);
  worker.unref();
  const ready = new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", (error) => reject(new StartError(error, remedy)));
  });
  worker.postMessage(start);
  return { ready, terminate: () => void worker.terminate() };
}

function startInPage(text: string, start: WorkerStart): WorkerHandle {
  const remedy =
    'A Content-Security-Policy must allow it with "worker-src blob:", and cannot require Trusted Types.';
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = attempt(
    () => new Worker(url),
    remedy,
    () => URL.revokeObjectURL(url),
  );
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new StartError(event, remedy));
  }).finally(() => URL.revokeObjectURL(url));
  worker.postMessage(start);
  return { ready, terminate: () => worker.terminate() };
}

function attempt<T>(make: () => T, remedy: string, cleanUp: () => void = () => {}): T {
  try {
    return make();
  } catch (error) {
    cleanUp();
    throw new StartError(error, remedy);
  }
}
