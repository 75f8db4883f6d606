import { inWords } from "@cambium/tensor/checks";
import type { Dataset } from "../datasets/dataset.ts";
import type { Sample as LoaderSample } from "../datasets/values.ts";
import { choose } from "../transforms/subset.ts";
import type { DatasetDefinition } from "./define-dataset.ts";

/**
 * Creates a data set whose samples a `loader` can make in worker threads.
 *
 * The data set is also created in this thread, for its length and for `workers: 0`. Workers can load its subsets and splits
 * as well.
 *
 * @param url `URL`, or its string, of a module whose default export is `defineDataset(…)`:
 * `new URL("./photographs.ts", import.meta.url)`. With a bundler, pass the address of the worker module that it emits.
 * @param options Options for the definition. They are sent to workers, so they must be plain data without functions. Arrays
 * in shared memory (see `shared`) are not copied.
 * @throws {TypeError} If the module has no such default export, or the address is a relative path.
 * @example
 * const dataset = await workerDataset(new URL("./photographs.ts", import.meta.url), { folder: "photographs" });
 * const training = loader(dataset, { batchSize: 64, workers: 2, shuffle: true, rng: rng.fork("loader") });
 */
export async function workerDataset<Sample = LoaderSample>(
  url: string | { readonly href: string },
  options?: unknown,
): Promise<Dataset<Sample>> {
  const address = addressOf(url);
  const { default: definition } = (await import(
    /* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ address
  )) as {
    default?: DatasetDefinition<unknown, Sample>;
  };
  if (typeof definition?.make !== "function" || typeof definition.serve !== "function") {
    throw new TypeError(
      `workerDataset: the module defines no data set: ${address} has ` +
        `${definition === undefined ? "no default export" : "another default export"}. ` +
        "Write: export default defineDataset((options) => …).",
    );
  }
  const dataset = await definition.make(options);
  const indices = Uint32Array.from({ length: dataset.length }, (_, index) => index);
  return choose(dataset, indices, {
    url: address,
    options,
    length: dataset.length,
    indices,
  }) as Dataset<Sample>;
}

/** Refuses a relative path, which would be resolved relative to this file. */
function addressOf(url: string | { readonly href: string }): string {
  if (url instanceof URL) return url.href;
  if (typeof url !== "string") {
    throw new TypeError(
      `workerDataset: the address must be a URL: got ${inWords(url)}. Pass new URL("./dataset.ts", import.meta.url).`,
    );
  }
  if (!/^\.{1,2}\//.test(url)) return url;
  throw new TypeError(
    `workerDataset: a relative path says not what it is relative to: got ${JSON.stringify(url)}. ` +
      `Give new URL(${JSON.stringify(url)}, import.meta.url).`,
  );
}
