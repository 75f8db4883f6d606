import { vjp } from "@cambium/autograd";
import { conv2d, Rng, scope, type Tensor, uniform } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

/** Sizes of a convolution: images [n, c, 20, 22], filters [o, c, taps, taps]. */
type Sizes = readonly [n: number, c: number, o: number, taps: number];

/** Results of a convolution and both of its gradients. */
function convolve(backend: Tensor["backend"], [n, c, o, taps]: Sizes): number[][] {
  return scope(() => {
    const rng = new Rng(3);
    const draw = (...shape: number[]): Tensor => uniform(shape, { rng, low: -1, high: 1, backend });
    const f = (x: Tensor, w: Tensor): Tensor => conv2d(x, w, { padding: 1 });
    const { value, pullback, dispose } = vjp(f, draw(n, c, 20, 22), draw(o, c, taps, taps));
    const results = [value, ...pullback(draw(...value.shape))].map((result) => [...result.dataSync()]);
    dispose();
    return results;
  });
}

/** Root mean square. */
const size = (numbers: readonly number[]): number =>
  Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length);

const relativeError = (got: readonly number[], wanted: readonly number[]): number =>
  size(got.map((x, i) => x - wanted[i]!)) / size(wanted);

// The sizes have few channels, more than one block of channels, and more than one block of tiles of the filter gradient.
describe.each<Sizes>([
  [2, 32, 40, 3],
  [2, 32, 40, 5],
  [1, 520, 16, 3],
  [1, 520, 16, 5],
  [12, 17, 18, 3],
  [6, 17, 18, 5],
])("%i images, %i to %i channels, kernels with sides of %i", (...sizes) => {
  const wanted = convolve(referenceBackend, sizes);

  test("Winograd's method rounds a few times as much as a direct sum", async () => {
    const got = convolve(await createWasmBackend({ threads: 1 }), sizes);
    for (const [i, result] of got.entries()) expect(relativeError(result, wanted[i]!)).toBeLessThan(2e-6);
  });

  test("without it, sums are direct", async () => {
    const [tiled, direct] = await Promise.all(
      [true, false].map(async (winograd) =>
        convolve(await createWasmBackend({ threads: 1, winograd }), sizes),
      ),
    );
    expect(direct).not.toEqual(tiled);
    for (const [i, result] of direct!.entries()) expect(relativeError(result, wanted[i]!)).toBeLessThan(5e-7);
  });
});
