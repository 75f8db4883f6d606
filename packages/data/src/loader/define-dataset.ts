import { requireFunction } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { DataError } from "../errors.ts";
import { makeBatch } from "./make-batch.ts";
import type { Port, ToWorker } from "./messages.ts";

/** Definition of a data set that any thread can create from options. */
export interface DatasetDefinition<Options, Sample> {
  /** Creates the data set. */
  readonly make: (options: Options) => Dataset<Sample> | Promise<Dataset<Sample>>;
  /** Makes batches for a `loader` in another thread. */
  readonly serve: (port: unknown) => void;
}

/**
 * Defines a data set by a function of options. Use it as the default export of a module: functions cannot be sent to
 * workers, but workers can import the module.
 *
 * @param make Receives the options that you pass to `workerDataset`.
 * @see {@link workerDataset}
 * @example
 * // photographs.ts
 * export default defineDataset(async ({ folder }: { folder: string }) =>
 *   map(await imageFolder(folder), ({ x, y }, rng) => ({ x: randomCrop(32)(x, rng), y })),
 * );
 */
export function defineDataset<Options, Sample>(
  make: (options: Options) => Dataset<Sample> | Promise<Dataset<Sample>>,
): DatasetDefinition<Options, Sample> {
  requireFunction("defineDataset", "make", make, "defineDataset((options) => new ArrayDataset(…))");
  return { make, serve: (port) => serve(make as (options: unknown) => Dataset<unknown>, port as Port) };
}

function serve(make: (options: unknown) => Dataset<unknown> | Promise<Dataset<unknown>>, port: Port): void {
  let dataset: Promise<Dataset<unknown>>;
  let onSample: (index: number) => void;
  const answer = async (message: ToWorker): Promise<void> => {
    if (message.type === "start") {
      const progress = message.progress && new Int32Array(message.progress);
      onSample = (index) => {
        if (progress) Atomics.store(progress, 0, index);
      };
      dataset = (async () => checked(await make(message.options), message.length))();
      await dataset;
      return;
    }
    const batch = await makeBatch(await dataset, message.job, onSample);
    const { x, y } = batch;
    port.post({ type: "batch", id: message.id, batch }, [x.values.buffer, y.values.buffer] as ArrayBuffer[]);
  };
  port.listen((message) => {
    const id = message.type === "batch" ? message.id : undefined;
    answer(message).catch((error: unknown) => port.post({ type: "failure", id, ...textsOf(error) }));
  });
}

/** Refuses a data set of another length: indices mean the same in all threads only if the data sets are equal. */
function checked(dataset: Dataset<unknown>, expected: number): Dataset<unknown> {
  if (dataset.length === expected) return dataset;
  throw new DataError(
    `it has ${dataset.length} samples there, and ${expected} in the main thread. Make it of its options alone.`,
  );
}

function textsOf(error: unknown): { message: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined };
  const { cause } = error;
  return { message: error.message, stack: cause instanceof Error ? cause.stack : error.stack };
}
