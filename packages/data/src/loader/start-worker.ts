import type { FromWorker, ToWorker } from "./messages.ts";

/** A worker that makes batches. */
export interface WorkerHandle {
  post(message: ToWorker): void;
  /** Sets whether the worker keeps the process alive. It must do so while a request is pending. */
  hold(alive: boolean): void;
  /** Terminates the worker immediately. */
  terminate(): void;
}

/** Receiver of the messages of a worker. */
export interface WorkerListener {
  message(message: FromWorker): void;
  /** Called when the worker ended without `terminate`. */
  ended(reason: string): void;
}

/**
 * Programs of workers. They are strings, so that bundlers need no second file. They import the module that defines the data
 * set, which contains the code that serves requests.
 */
const nodeProgram = `
const { parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
const early = [];
parentPort.on("message", (message) => early.push(message));
const post = (message, transfer) => parentPort.postMessage(message, transfer);
import(workerData).then(
  ({ default: definition }) =>
    definition.serve({
      post,
      listen(hear) {
        parentPort.removeAllListeners("message");
        parentPort.on("message", hear);
        for (const message of early) hear(message);
      },
    }),
  (error) => post({ type: "failure", id: undefined, message: String(error?.message ?? error), stack: error?.stack }),
);`;

const webProgram = (url: string): string => `
const early = [];
onmessage = ({ data }) => early.push(data);
const post = (message, transfer) => postMessage(message, transfer ?? []);
import(${JSON.stringify(url)}).then(
  ({ default: definition }) =>
    definition.serve({
      post,
      listen(hear) {
        onmessage = ({ data }) => hear(data);
        for (const message of early) hear(message);
      },
    }),
  (error) => post({ type: "failure", id: undefined, message: String(error?.message ?? error), stack: error?.stack }),
);`;

/** Starts a worker of Node or of the browser. */
export function startWorker(url: string, listener: WorkerListener): WorkerHandle {
  const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  return node ? startNodeWorker(node, url, listener) : startWebWorker(url, listener);
}

function startNodeWorker(
  { Worker }: typeof import("node:worker_threads"),
  url: string,
  listener: WorkerListener,
): WorkerHandle {
  const worker = new Worker(nodeProgram, { eval: true, workerData: url });
  let reason: string | undefined;
  worker.on("message", (message: FromWorker) => listener.message(message));
  worker.on("error", (error: unknown) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", (code) => listener.ended(reason ?? `it exited with code ${code}`));
  worker.unref();
  return {
    post: (message) => send(worker, message),
    hold: (alive) => (alive ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}

function startWebWorker(url: string, listener: WorkerListener): WorkerHandle {
  const program = URL.createObjectURL(new Blob([webProgram(url)], { type: "text/javascript" }));
  const worker = new Worker(program, { type: "module" });
  worker.onmessage = ({ data }) => listener.message(data as FromWorker);
  worker.onerror = ({ message }) => listener.ended(message);
  return {
    post: (message) => send(worker, message),
    hold: () => {},
    terminate() {
      worker.terminate();
      URL.revokeObjectURL(program);
    },
  };
}

/** Posts a message, and terminates the worker if it cannot be sent. */
function send(
  worker: { postMessage(message: ToWorker): void; terminate(): unknown },
  message: ToWorker,
): void {
  try {
    worker.postMessage(message);
  } catch (cause) {
    worker.terminate();
    throw new TypeError(
      `loader: the options of the data set cannot be sent to workers: ${(cause as Error).message} ` +
        "Give workerDataset plain data, and make functions in its module.",
      { cause },
    );
  }
}
