import {
  eye,
  matmul,
  mul,
  Rng,
  reshape,
  type Shape,
  ShapeError,
  type Tensor,
  tensor,
  transpose,
} from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { orthogonal } from "../src/orthogonal.ts";
import { isDistributed } from "./statistics.ts";

expect.extend({ toBeClose });

/** W·Wᵀ or Wᵀ·W of the flattened weight: whichever is smaller. */
function gram(weight: Tensor): Tensor {
  const flat = reshape(weight, [weight.shape[0]!, -1]);
  const [rows, columns] = flat.shape as [number, number];
  return rows <= columns ? matmul(flat, transpose(flat)) : matmul(transpose(flat), flat);
}

test.each([
  [[4, 4]],
  [[64, 64]],
  [[3, 7]],
  [[8, 5]],
  [[1, 6]],
  [[6, 1]],
  [[1, 1]],
  [[4, 2, 3, 3]],
  [[12, 1, 3, 3]],
])("rows or columns of %o are orthogonal, of length gain", (shape: Shape) => {
  const weight = orthogonal({ gain: 2 })(shape, { rng: new Rng(1), dtype: "float64" });
  expect(weight.shape).toEqual(shape);
  const found = gram(weight);
  const identity = eye(found.shape[0]!, found.shape[0]!, { dtype: "float64" });
  expect(found).toBeClose(mul(identity, 4), { rtol: 0, atol: 1e-13 });
});

test("a layer of 200 keeps its vectors orthogonal to the last places", () => {
  const found = gram(orthogonal()([200, 200], { rng: new Rng(2), dtype: "float64" }));
  expect(found).toBeClose(eye(200, 200, { dtype: "float64" }), { rtol: 0, atol: 1e-13 });
});

test("equal seeds give equal weights, in float32 the same ones rounded", () => {
  const draw = (seed: number, dtype: "float32" | "float64") =>
    Array.from(orthogonal()([3, 5], { rng: new Rng(seed), dtype }).dataSync());
  expect(draw(1, "float32")).toEqual(draw(1, "float64").map(Math.fround));
  expect(draw(1, "float32")).not.toEqual(draw(2, "float32"));
});

test("all rotations are equally likely: the angle of the first vector, and both orientations", () => {
  const rng = new Rng(3);
  const angles: number[] = [];
  let reflections = 0;
  for (let i = 0; i < 4000; i++) {
    const [a, b, c, d] = orthogonal()([2, 2], { rng, dtype: "float64" }).dataSync() as unknown as number[];
    angles.push(Math.atan2(b!, a!));
    if (a! * d! - b! * c! < 0) reflections++;
  }
  expect(isDistributed(tensor(Float64Array.from(angles)), (x) => (x + Math.PI) / (2 * Math.PI))).toBe(true);
  expect(Math.abs(reflections / 4000 - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(4000));
});

test("elements have mean 0 and variance 1/size", () => {
  const data = Array.from(orthogonal()([50, 200], { rng: new Rng(4) }).dataSync());
  const mean = data.reduce((a, b) => a + b) / data.length;
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(200 * data.length));
  expect(data.reduce((total, x) => total + x * x, 0)).toBeCloseTo(50, 3);
});

test("a weight without outputs has nothing to draw", () => {
  expect(orthogonal()([0, 3], { rng: new Rng(1) }).shape).toEqual([0, 3]);
});

test("a vector and an endless gain are refused", () => {
  const text =
    "orthogonal: a weight needs at least the dimensions [out, in]: got [3]. Give it two, or another initializer.";
  expect(() => orthogonal()([3], { rng: new Rng(1) })).toThrow(new ShapeError(text));
  const gain = 'orthogonal: gain must be finite: got Infinity. Use gain("relu"), say.';
  expect(() => orthogonal({ gain: Infinity })).toThrow(new RangeError(gain));
});
