import { grad } from "@cambium/autograd";
import { ShapeError, sum, tensor } from "@cambium/tensor";
import { describeOp, floats, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { bceWithLogits } from "../src/bce-with-logits.ts";
import { binaryFocal } from "../src/binary-focal.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

describeOp({
  name: "binaryFocal",
  run: (x, t) => binaryFocal(x!, t!, { gamma: 1.5, alpha: 0.25, reduction: "none" }),
  inputs: [floats([2, 3]), floats([2, 3], { low: 0, high: 1, kinks: [], nonFinite: false })],
  formula: (x, t) => {
    const missing = Math.max(t * sigmoid(-x) + (1 - t) * sigmoid(x), 1e-37);
    const share = 0.25 * t + 0.75 * (1 - t);
    return share * missing ** 1.5 * (t * softplus(-x) + (1 - t) * softplus(x));
  },
  broadcasts: false,
});

const [x, t] = [tensor([1, -2, 0.5]), tensor([1, 1, 0])];

describeReductions("binaryFocal", [x, t] as const, binaryFocal);

test("an even chance costs a quarter of its cross-entropy, times alpha or 1 − alpha", () => {
  const loss = (target: number, alpha?: number) =>
    binaryFocal(tensor([0]), tensor([target]), alpha === undefined ? {} : { alpha }).item();
  expect(loss(1)).toBeCloseTo(Math.log(2) / 4, 6);
  expect(loss(1, 0.25)).toBeCloseTo((0.25 * Math.log(2)) / 4, 6);
  expect(loss(0, 0.25)).toBeCloseTo((0.75 * Math.log(2)) / 4, 6);
});

test("a gamma of 0 is the binary cross-entropy", () => {
  expect(binaryFocal(x, t, { gamma: 0 })).toBeClose(bceWithLogits(x, t));
});

test("logits far from 0 have finite gradients", () => {
  const [far, hard] = [tensor([1000, -1000, 1000, -1000]), tensor([1, 0, 0, 1])];
  for (const gamma of [0, 0.5, 1, 2]) {
    const loss = (z: typeof far) => binaryFocal(z, hard, { gamma, reduction: "none" });
    expect(loss(far).toArray()).toEqual([0, 0, 1000, 1000]);
    expect(grad((z) => sum(loss(z)))(far)).toBeClose([0, 0, 1, -1]);
  }
});

test("invalid arguments are errors", () => {
  expect(() => binaryFocal(x, tensor([1]))).toThrow(
    new ShapeError(
      "binaryFocal: shapes differ: the input has [3], the target [1]. Reshape or expand one of them.",
    ),
  );
  expect(() => binaryFocal(x, t, { gamma: -1 })).toThrow(
    new RangeError("binaryFocal: gamma must be finite and at least 0: got -1."),
  );
  expect(() => binaryFocal(x, t, { alpha: 2 })).toThrow(
    new RangeError("binaryFocal: alpha must be in [0, 1]: got 2."),
  );
});
