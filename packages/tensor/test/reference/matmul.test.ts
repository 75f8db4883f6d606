import { Rng, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  elementsOf,
  firstDifference,
  floats,
  memoryOf,
  outputView,
  pick,
  placeOf,
  positions,
  randomView,
  tolerance,
} from "./cases.ts";

function naive(a: View, b: View, shape: readonly number[]): number[] {
  const inner = a.shape.at(-1)!;
  const [left, right] = [memoryOf(a), memoryOf(b)];
  return positions(shape).map((at) => {
    const [i, j] = at.slice(-2) as [number, number];
    const batch = at.slice(0, -2);
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      sum += left[placeOf(a, [...batch, i, k])]! * right[placeOf(b, [...batch, k, j])]!;
    }
    return sum;
  });
}

function check(rng: Rng, batch: readonly number[], m: number, k: number, n: number, special: boolean): void {
  const dtype = pick(rng, floats);
  const options = special ? {} : { number: (rng: Rng) => rng.normal() };
  const a = randomView(rng, [...batch, m, k], dtype, options);
  const b = randomView(rng, [...batch, k, n], dtype, options);
  const shape = [...batch, m, n];
  const out = randomView(rng, shape, dtype, { repeats: false });
  referenceBackend.matmul(a, b, out);
  const allowed = tolerance(dtype) * Math.max(4, Math.sqrt(k));
  expect(firstDifference(elementsOf(out), naive(a, b, shape), allowed), `${batch} · ${m} ${k} ${n}`).toBe(-1);
}

describe("matmul", () => {
  test("small products, batched, of any strides, with NaN and infinities", () => {
    const rng = new Rng(8);
    for (let round = 0; round < 300; round++) {
      const batch = Array.from({ length: rng.int(3) }, () => rng.int(4));
      check(rng, batch, rng.int(7), rng.int(7), rng.int(7), true);
    }
  });

  test("larger products, whose sizes are not multiples of anything", () => {
    const rng = new Rng(9);
    for (let round = 0; round < 20; round++) {
      check(rng, rng.int(3) === 0 ? [2] : [], 1 + rng.int(70), 1 + rng.int(90), 1 + rng.int(70), false);
    }
  });

  test.each([
    [1, 300, 200],
    [200, 300, 1],
    [3, 700, 5],
    [130, 20, 150],
    [2, 2, 900],
    [900, 2, 2],
    [9, 2500, 40],
    [6, 2100, 131],
    [5, 40000, 7],
  ])("%i×%i×%i", (m, k, n) => {
    const rng = new Rng(10);
    for (let round = 0; round < 2; round++) check(rng, [], m, k, n, false);
  });

  test("the output may be transposed", () => {
    const rng = new Rng(11);
    const out = outputView(rng, [50, 40], "float32");
    const transposed: View = { ...out, shape: [40, 50], strides: [1, 40] };
    const a = randomView(rng, [40, 60], "float32", { number: (rng) => rng.normal() });
    const b = randomView(rng, [60, 50], "float32", { number: (rng) => rng.normal() });
    referenceBackend.matmul(a, b, transposed);
    expect(firstDifference(elementsOf(transposed), naive(a, b, [40, 50]), 1e-5)).toBe(-1);
  });
});
