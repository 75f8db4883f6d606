import { type Backend, Rng, type RngKey } from "@cambium/tensor";
import { test } from "vitest";
import { randomView } from "./host-view.ts";
import { checkCall } from "./kernel-call.ts";

const keys: readonly RngKey[] = [
  { key0: 0, key1: 0, counter: 0 },
  { key0: 0xdeadbeef, key1: 0xffffffff, counter: 5 },
  { key0: 1, key1: 2, counter: 2 ** 32 - 2 },
  { key0: 7, key1: 0, counter: 2 ** 40 + 3 },
];

/** Tests of `random`. */
export function describeDraws(backend: () => Backend): void {
  for (const kind of ["bits", "uniform", "normal"] as const) {
    test(`random: ${kind}, of any count and counter`, async () => {
      const rng = new Rng(20);
      const dtypes = kind === "bits" ? (["int32"] as const) : (["float32", "float64"] as const);
      for (const dtype of dtypes.filter((each) => backend().dtypes.has(each))) {
        for (const key of keys) {
          for (const shape of [[], [0], [1], [3], [4], [5], [2, 3, 3], [1003]]) {
            await checkCall(`random ${kind}`, backend(), {
              inputs: [],
              outputs: [randomView(rng, shape, dtype, "dense")],
              tolerance: kind === "normal" ? { rtol: 1e-6, atol: 1e-6 } : { rtol: 0, atol: 0 },
              run: (on, _, [out]) => on.random(kind, key, out!),
            });
          }
        }
      }
    });
  }
}
