import { vjp } from "@cambium/autograd";
import { conv1d, conv2d, convTranspose2d, Rng, scope, type Tensor, tensor, uniform } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

const { POSITIVE_INFINITY: INFINITY } = Number;
const weights = [1, 2, 3, 4, INFINITY, 6, 7, 8, 9];

/** Random filters with an infinite weight and a NaN. */
function drawFilters(shape: readonly number[], backend: Tensor["backend"]): Tensor {
  const drawn = uniform(shape, { rng: new Rng(2), low: -1, high: 1, backend }).dataSync();
  drawn[5] = INFINITY;
  drawn[70] = Number.NaN;
  return tensor(drawn, { shape, backend });
}

/** Results of a convolution that Winograd's method applies to, and of its input gradient. */
function convolve(backend: Tensor["backend"]): number[][] {
  return scope(() => {
    const rng = new Rng(1);
    const draw = (...shape: number[]): Tensor => uniform(shape, { rng, low: -1, high: 1, backend });
    const w = drawFilters([16, 16, 3, 3], backend);
    const { value, pullback } = vjp((x) => conv2d(x, w, { padding: 1 }), draw(1, 16, 17, 18));
    return [value, ...pullback(draw(...value.shape))].map((result) => [...result.dataSync()]);
  });
}

describe.each([true, false])("winograd: %s; an infinite weight", (winograd) => {
  test("reaches only the results of a transposed convolution that depend on it", async () => {
    const backend = await createWasmBackend({ threads: 1, winograd });
    const x = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], { shape: [1, 1, 3, 3], backend });
    const w = tensor(weights, { shape: [1, 1, 3, 3], backend });
    expect(convTranspose2d(x, w).toArray()).toEqual([
      [
        [
          [1, 4, 10, 12, 9],
          [8, INFINITY, INFINITY, INFINITY, 36],
          [30, INFINITY, INFINITY, INFINITY, 90],
          [56, INFINITY, INFINITY, INFINITY, 108],
          [49, 112, 190, 144, 81],
        ],
      ],
    ]);
  });

  test("reaches only the results in one dimension that depend on it", async () => {
    const backend = await createWasmBackend({ threads: 1, winograd });
    const x = tensor([1, 2, 3, 4], { shape: [1, 1, 4], backend });
    const w = tensor([1, INFINITY, 3], { shape: [1, 1, 3], backend });
    const [dx] = vjp((image) => conv1d(image, w), x).pullback(tensor([1, 2], { shape: [1, 1, 2], backend }));
    expect(dx!.toArray()).toEqual([[[1, INFINITY, INFINITY, 6]]]);
  });

  test("in filters with many channels reaches the same results as on the reference backend", async () => {
    const got = convolve(await createWasmBackend({ threads: 1, winograd }));
    for (const [i, wanted] of convolve(referenceBackend).entries()) {
      const finite = wanted.filter((y) => Number.isFinite(y));
      expect(finite.length).toBeGreaterThan(1000);
      for (const [k, y] of wanted.entries()) {
        if (Number.isFinite(y)) expect(got[i]![k]).toBeCloseTo(y, 4);
        else expect(got[i]![k]).toBe(y);
      }
    }
  });
});
