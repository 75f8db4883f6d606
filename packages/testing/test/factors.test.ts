import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { factors } from "../src/conformance/factors.ts";

const product = (values: Float32Array) => values.reduce((a, b) => Math.fround(a * b), 1);

test("factors have the same product in every order", () => {
  const rng = new Rng(1);
  const seen = new Set<number>();
  for (let round = 0; round < 200; round++) {
    const number = factors(rng, "float32");
    const values = Float32Array.from({ length: 2100 }, () => number(rng));
    const wanted = product(values);
    seen.add(Math.abs(wanted));
    // In this order the partial products reach their extremes.
    const bySize = values.toSorted((a, b) => Math.abs(a) - Math.abs(b));
    for (const order of [values.toReversed(), bySize, bySize.toReversed()]) {
      expect(product(order) === wanted || Number.isNaN(wanted + product(order))).toBe(true);
      expect(Number.isNaN(product(order))).toBe(Number.isNaN(wanted));
    }
  }
  for (const special of [0, Infinity, Number.NaN]) expect(seen.has(special)).toBe(true);
});
