import { inWords } from "@cambium/tensor/checks";
import { isNumeric } from "../batching/stacking.ts";
import type { NumericArray } from "../datasets/values.ts";

/**
 * Copies an array to memory that all threads share. In the options of `workerDataset`, it is then not copied for each worker.
 *
 * @throws {TypeError} If threads cannot share memory, as in a page that is not isolated from other origins.
 * @example
 * const dataset = await workerDataset(url, { pixels: shared(train.pixels), labels: shared(train.labels) });
 */
export function shared<Values extends NumericArray>(values: Values): Values {
  if (!isNumeric(values)) {
    throw new TypeError(
      `shared: values must be a typed array: got ${inWords(values)}. Pass Float32Array.from(values).`,
    );
  }
  if (typeof SharedArrayBuffer === "undefined") {
    throw new TypeError(
      `shared: threads cannot share memory in this page: ${values.byteLength} bytes wanted. Serve it with the headers ` +
        "Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.",
    );
  }
  const Kind = values.constructor as new (buffer: SharedArrayBuffer) => Values;
  const copy = new Kind(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
