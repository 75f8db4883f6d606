import { type Backend, type DType, Rng, type Shape } from "@cambium/tensor";
import { test } from "vitest";
import { randomShape, randomView } from "./host-view.ts";
import { checkCall } from "./kernel-call.ts";

/** Sizes [M, K, N] of products that are tall, wide, thin, empty, and larger than a block. */
const sizes: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [1, 40, 1],
  [1, 40, 30],
  [30, 40, 1],
  [0, 3, 2],
  [3, 0, 2],
  [3, 2, 0],
  [70, 3, 5],
  [5, 3, 70],
  [17, 33, 65],
  [64, 64, 64],
  [130, 300, 70],
];

async function check(
  backend: Backend,
  rng: Rng,
  dtype: DType,
  batch: Shape,
  size: readonly number[],
): Promise<void> {
  const [rows, inner, columns] = size as [number, number, number];
  await checkCall("matmul", backend, {
    inputs: [
      randomView(rng, [...batch, rows, inner], dtype),
      randomView(rng, [...batch, inner, columns], dtype),
    ],
    outputs: [randomView(rng, [...batch, rows, columns], dtype, "strided")],
    tolerance:
      dtype === "float32" ? { rtol: 1e-5, atol: 1e-6 * Math.max(10, inner) } : { rtol: 1e-12, atol: 1e-12 },
    run: (on, [a, b], [out]) => on.matmul(a!, b!, out!),
  });
}

/** Tests of `matmul`. */
export function describeProducts(backend: () => Backend): void {
  test("matmul: matrices of any size, transposed, flipped, repeated or with gaps", async () => {
    const rng = new Rng(13);
    for (const dtype of (["float32", "float64"] as const).filter((each) => backend().dtypes.has(each))) {
      for (const size of sizes) {
        for (let round = 0; round < 6; round++) await check(backend(), rng, dtype, [], size);
      }
    }
  });

  test("matmul: batches of any rank", async () => {
    const rng = new Rng(14);
    for (const dtype of (["float32", "float64"] as const).filter((each) => backend().dtypes.has(each))) {
      for (let round = 0; round < 60; round++) {
        const batch = randomShape(rng, 1 + rng.int(3), 3);
        await check(backend(), rng, dtype, batch, randomShape(rng, 3, 9));
      }
    }
  });
}
