import { defineDataset, mapBatches } from "@cambium/data";

/** Images of one byte, i, and class i mod 3. Each batch is shifted by a random number and mixed with its neighbors. */
export default defineDataset(({ length }: { readonly length: number }) =>
  mapBatches(
    {
      length,
      get: (index: number) => ({
        x: { data: Uint8Array.of(index), shape: [1, 1, 1] as const },
        y: index % 3,
      }),
    },
    ({ x, y }, rng) => {
      const shift = rng.uniform();
      const count = x.data.length;
      const neighbors = Float32Array.from(y.data, (label, i) => label + 10 * y.data[(i + 1) % count]!);
      return {
        x: { data: Float32Array.from(x.data, (value) => value + shift), shape: x.shape },
        y: { data: neighbors, shape: [count, 1] },
      };
    },
  ),
);
