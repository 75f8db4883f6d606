import { vjp } from "@cambium/autograd";
import { conv2d, Rng, scope, type Tensor, uniform } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

/** A convolution and both its gradients, as numbers. */
function convolve(backend: Tensor["backend"], taps: number): number[][] {
  return scope(() => {
    const rng = new Rng(3);
    const draw = (...shape: number[]): Tensor => uniform(shape, { rng, low: -1, high: 1, backend });
    const f = (x: Tensor, w: Tensor): Tensor => conv2d(x, w, { padding: 1 });
    const { value, pullback } = vjp(f, draw(2, 32, 20, 22), draw(40, 32, taps, taps));
    return [value, ...pullback(draw(...value.shape))].map((result) => [...result.dataSync()]);
  });
}

/** √ of the mean of squares. */
const size = (numbers: readonly number[]): number =>
  Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length);

const relativeError = (got: readonly number[], wanted: readonly number[]): number =>
  size(got.map((x, i) => x - wanted[i]!)) / size(wanted);

describe.each([3, 5])("a kernel of %i × %i", (taps) => {
  const wanted = convolve(referenceBackend, taps);

  test("Winograd's method rounds no more than a few times as much as a direct sum", async () => {
    const got = convolve(await createWasmBackend({ threads: 1 }), taps);
    for (const [i, result] of got.entries()) expect(relativeError(result, wanted[i]!)).toBeLessThan(1.5e-6);
  });

  test("without it, sums are direct", async () => {
    const [tiled, direct] = await Promise.all(
      [true, false].map(async (winograd) =>
        convolve(await createWasmBackend({ threads: 1, winograd }), taps),
      ),
    );
    expect(direct).not.toEqual(tiled);
    for (const [i, result] of direct!.entries()) expect(relativeError(result, wanted[i]!)).toBeLessThan(5e-7);
  });
});
