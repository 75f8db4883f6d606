import type { FromWorker, ToWorker } from "./messages.ts";

/** A worker that makes batches. */
export interface WorkerHandle {
  post(message: ToWorker): void;
  /** Whether it shall keep the process alive, as it must while somebody waits for it. */
  hold(alive: boolean): void;
  /** Ends it, at once. */
  terminate(): void;
}

/** Who hears of a worker. */
export interface WorkerListener {
  message(message: FromWorker): void;
  /** It ended, but not by `terminate`. */
  ended(reason: string): void;
}

/**
 * The programs of workers are sent as text: then no bundler has to find a second file. They load the module that
 * defines the data set, which brings along what serves.
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

/** Starts a worker, of Node or of the web. */
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

/** Ends a worker that cannot be sent what it needs. */
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
