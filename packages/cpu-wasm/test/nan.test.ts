import { vjp } from "@cambium/autograd";
import { logSoftmax, scope, softmax, softmaxCrossEntropy, type Tensor, tensor } from "@cambium/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";
import type { WasmBackend } from "../src/wasm-backend.ts";

/** Row whose fourth element has these bits. */
function rowWith(bits: number): Float32Array<ArrayBuffer> {
  const row = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  new Int32Array(row.buffer)[3] = bits;
  return row;
}

const runs: Readonly<Record<string, (x: Tensor) => Tensor | readonly Tensor[]>> = {
  softmax: (x) => softmax(x),
  logSoftmax: (x) => logSoftmax(x),
  "softmaxCrossEntropy, and its gradient": (x) => {
    const classes = tensor([0], { dtype: "int32", backend: x.backend });
    const { value, pullback } = vjp((logits) => softmaxCrossEntropy(logits, classes), x);
    return [value, ...pullback(value)];
  },
};

/** Bits of NaNs. Processors produce the first two. The others may come from files, for example. */
const nans = [0x7fc00000, -0x400000, 0x7f800001, 0x7fc00001, 0x7fc00155, -0x3ffeab, 0x7fffffff];

describe.each([true, false])("relaxed: %s", (relaxed) => {
  let backend: WasmBackend;
  beforeAll(async () => {
    backend = await createWasmBackend({ threads: 1, relaxed });
  });

  test.each(Object.keys(runs))("%s: a NaN makes all of its row NaN, whatever its low bits are", (name) => {
    for (const bits of nans) {
      const results = scope(() => {
        const x = tensor(rowWith(bits), { shape: [1, 11], backend });
        return [runs[name]!(x)].flat().flatMap((result) => [...result.dataSync()]);
      });
      expect(results, (bits >>> 0).toString(16)).toEqual(results.map(() => Number.NaN));
    }
  });
});
