import { createWasmBackend } from "@cambium/cpu-wasm";
import { type Mode, training } from "@cambium/module";
import { type Backend, type DType, ones, Rng, type Shape, type Tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";

/** Layer that is random in training. */
interface RandomLayer {
  forward(x: Tensor, mode: Mode): Tensor;
}

/** Output of a layer for ones, with a stream of this seed. */
export function ofOnes(
  layer: RandomLayer,
  shape: Shape,
  seed: number,
  options: { readonly dtype?: DType; readonly backend?: Backend } = {},
): Promise<number[]> {
  return layer
    .forward(ones(shape, options), training(new Rng(seed)))
    .data()
    .then((data) => Array.from(data));
}

/** Mean and standard deviation. */
export function moments(data: readonly number[]): { mean: number; std: number } {
  const mean = data.reduce((a, b) => a + b, 0) / data.length;
  return { mean, std: Math.sqrt(data.reduce((total, x) => total + (x - mean) ** 2, 0) / data.length) };
}

/** True if a fraction found in n trials is within four and a half standard errors of p. */
export function isShare(found: number, p: number, n: number): boolean {
  return Math.abs(found - p) < 4.5 * Math.sqrt((p * (1 - p)) / n);
}

/** Tests of all dropout layers: seeds, backends, types and leaks. */
export function testMasks(layer: RandomLayer, shape: Shape): void {
  test("equal seeds give equal masks, other seeds others, and draws go on", async () => {
    expect(await ofOnes(layer, shape, 1)).toEqual(await ofOnes(layer, shape, 1));
    expect(await ofOnes(layer, shape, 1)).not.toEqual(await ofOnes(layer, shape, 2));
    const mode = training(new Rng(1));
    const x = ones(shape);
    expect(layer.forward(x, mode).toArray()).not.toEqual(layer.forward(x, mode).toArray());
  });

  test("masks are the same on every backend and in every type", async () => {
    const wanted = await ofOnes(layer, shape, 3, { backend: referenceBackend });
    const wasm = await createWasmBackend({ threads: 1 });
    expect(await ofOnes(layer, shape, 3, { backend: wasm })).toEqual(wanted);
    const precise = await ofOnes(layer, shape, 3, { backend: referenceBackend, dtype: "float64" });
    const lowest = Math.min(...wanted);
    expect(precise.map((value) => Math.abs(value - lowest) < 1e-5)).toEqual(
      wanted.map((value) => value === lowest),
    );
  });

  test("leaves nothing behind", () => {
    const x = ones(shape);
    expectNoLeak(() => layer.forward(x, training(new Rng(1))).dispose());
  });
}
