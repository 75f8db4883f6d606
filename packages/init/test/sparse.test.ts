import { Rng, ShapeError, slice, tensor } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { sparse } from "../src/sparse.ts";
import { isDistributed, isSpread, normalOf } from "./statistics.ts";

test("each column has its share of zeros, rounded up, at places of its own", () => {
  const weight = sparse({ sparsity: 0.3 })([7, 50], { rng: new Rng(1) });
  const patterns = Array.from({ length: 50 }, (_, j) =>
    Array.from(slice(weight, [null, j]).dataSync(), (value) => Number(value === 0)).join(""),
  );
  for (const pattern of patterns) expect(pattern.replaceAll("0", "")).toHaveLength(3);
  expect(new Set(patterns).size).toBeGreaterThan(20);
});

test("zeros are spread evenly over the outputs", () => {
  const [rows, columns, share] = [20, 4000, 0.25];
  const data = sparse({ sparsity: share })([rows, columns], { rng: new Rng(2) }).dataSync();
  const error = Math.sqrt((share * (1 - share)) / columns);
  for (let row = 0; row < rows; row++) {
    const zeros = data.subarray(row * columns, (row + 1) * columns).filter((value) => value === 0).length;
    expect(Math.abs(zeros / columns - share)).toBeLessThan(4.5 * error);
  }
});

test("the other elements are normal draws", () => {
  const weight = sparse({ sparsity: 0.5, std: 0.1 })([200, 200], { rng: new Rng(3), dtype: "float64" });
  const others = tensor(Float64Array.from(weight.dataSync().filter((value) => value !== 0)));
  expect(others.size).toBe(20_000);
  expect(isSpread(others, 0.1)).toBe(true);
  expect(isDistributed(others, normalOf(0.1))).toBe(true);
});

test("equal seeds give equal weights, and all or nothing may be 0", () => {
  const draw = (sparsity: number) => Array.from(sparse({ sparsity })([4, 5], { rng: new Rng(4) }).dataSync());
  expect(draw(0.5)).toEqual(draw(0.5));
  expect(draw(1).every((value) => value === 0)).toBe(true);
  expect(draw(0).every((value) => value !== 0)).toBe(true);
});

test("options and shapes out of range are named", () => {
  const share = "sparse: sparsity must be in [0, 1]: got 1.5. Give the share of zeros.";
  expect(() => sparse({ sparsity: 1.5 })).toThrow(new RangeError(share));
  const std = "sparse: std must be finite and at least 0: got -1. The usual value is 0.01.";
  expect(() => sparse({ sparsity: 0.5, std: -1 })).toThrow(new RangeError(std));
  const shape = "sparse: needs a matrix [out, in]: got [2, 2, 3]. Use another initializer for it.";
  expect(() => sparse({ sparsity: 0.5 })([2, 2, 3], { rng: new Rng(1) })).toThrow(new ShapeError(shape));
});

test("leaves nothing behind", () => {
  expectNoLeak(() => sparse({ sparsity: 0.5 })([4, 5], { rng: new Rng(4) }).dispose());
});
