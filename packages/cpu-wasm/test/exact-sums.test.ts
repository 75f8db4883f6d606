import { vjp } from "@cambium/autograd";
import { conv2d, mean, norm, normal, Rng, scope, sum, type Tensor, tensor, uniform } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

const backend = await createWasmBackend({ threads: 1 });

test.each<[shape: number[], dim: number[] | undefined]>([
  [[32_768], undefined],
  [[65_536], undefined],
  [[1_000_003], undefined],
  [
    [64, 3, 64],
    [0, 2],
  ],
  [
    [5, 7, 9, 11],
    [0, 2],
  ],
  [
    [3, 4, 5, 6, 7],
    [0, 2, 4],
  ],
])("sum and mean of %j over %j are rounded once, as in the reference backend", (shape, dim) => {
  const sums = [backend, referenceBackend].map((each) =>
    scope(() => {
      const x = uniform(shape, { rng: new Rng(1), low: -1, high: 1, backend: each });
      return [...sum(x, dim).dataSync(), ...mean(x, dim).dataSync()];
    }),
  );
  expect(sums[0]).toEqual(sums[1]);
});

test("a mean over more elements than float32 counts", () => {
  const data = new Float32Array(2 ** 24 + 1);
  data[0] = 2 ** 24 - 1;
  expect(scope(() => mean(tensor(data, { backend })).item())).toBe(
    Math.fround((2 ** 24 - 1) / (2 ** 24 + 1)),
  );
});

test.each<[shape: number[], dim: number[] | undefined]>([
  [[1_000_003], undefined],
  [[65_536], undefined],
  [[7, 300], [0]],
  [
    [3, 4, 5, 6, 7],
    [0, 2, 4],
  ],
])("the norm of %j over %j is within a unit in the last position", (shape, dim) => {
  const [got, wanted] = scope(() => {
    const x = normal(shape, { rng: new Rng(3), std: 1e25, backend });
    const wide = tensor(x.dataSync(), { shape, dtype: "float64", backend: referenceBackend });
    return [norm(x, dim).dataSync(), norm(wide, dim).dataSync()];
  });
  got!.forEach((value, i) => {
    expect(Math.abs(value / wanted![i]! - 1)).toBeLessThan(2 ** -23);
  });
});

test("terms that cancel do so before anything overflows", () => {
  const numbers = Float32Array.from({ length: 65_536 }, (_, i) => (i < 32_768 ? 1e38 : -1e38));
  expect(scope(() => sum(tensor(numbers, { backend })).item())).toBe(0);
});

test.each([
  [3, 8],
  [4, 10],
  [5, 13],
])("a NaN reaches only the taps that meet it: depthwise 3 × 3, planes of %i × %i", (height, width) => {
  const gradients = [backend, referenceBackend].map((each) =>
    scope(() => {
      const pixels = new Float32Array(2 * height * width).fill(1);
      pixels[height * width - 1] = Number.NaN;
      pixels[height * width + width - 3] = Number.POSITIVE_INFINITY;
      const x = tensor(pixels, { shape: [1, 2, height, width], backend: each });
      const w = uniform([2, 1, 3, 3], { rng: new Rng(1), backend: each });
      const f = (filter: Tensor): Tensor => conv2d(x, filter, { padding: 1, groups: 2 });
      const { value, pullback, dispose } = vjp(f, w);
      const slope = uniform(value.shape, { rng: new Rng(2), low: 1, high: 1, backend: each });
      const gradient = pullback(slope).map((result) => [...result.dataSync()]);
      dispose();
      return gradient;
    }),
  );
  expect(gradients[0]).toEqual(gradients[1]);
});
