import { tensor, zeros } from "@cambium/tensor";
import { expect, test } from "vitest";
import { toBeClose } from "../src/index.ts";

expect.extend({ toBeClose });

const failure = (assertion: () => void): string => {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the assertion passed");
};

test("compares tensors, nested arrays, typed arrays and numbers", () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(x).toBeClose([
    [1, 2],
    [3, 4],
  ]);
  expect([
    [1, 2],
    [3, 4],
  ]).toBeClose(x);
  expect(new Float32Array([1, 2])).toBeClose([1, 2]);
  expect(tensor(5)).toBeClose(5);
  expect(tensor([true, false])).toBeClose([1, 0]);
  expect(zeros([2, 0])).toBeClose([[], []]);
});

test("allows atol + rtol·|wanted|, and no more", () => {
  expect([100.09]).toBeClose([100], { rtol: 1e-3, atol: 0 });
  expect([100.11]).not.toBeClose([100], { rtol: 1e-3, atol: 0 });
  expect([0.9]).toBeClose([0], { rtol: 0, atol: 1 });
  expect([1.1]).not.toBeClose([0], { rtol: 0, atol: 1 });
});

test("NaN and infinities must be equal; zeros of either sign are", () => {
  expect([Number.NaN, Infinity, -Infinity, -0]).toBeClose([Number.NaN, Infinity, -Infinity, 0]);
  expect([Infinity]).not.toBeClose([-Infinity]);
  expect([Number.NaN]).not.toBeClose([0], { atol: Infinity });
  expect([1e300]).not.toBeClose([Infinity], { rtol: Infinity });
});

test("a failure names the worst element", () => {
  expect(
    failure(() =>
      expect([
        [1, 2],
        [3, 9],
      ]).toBeClose([
        [1, 2.5],
        [3, 4],
      ]),
    ),
  ).toBe(
    "toBeClose: 2 of 4 elements differ (rtol 0.00001, atol 0.000001); the worst is [1, 1]: got 9, wanted 4",
  );
  expect(failure(() => expect([1, 2]).toBeClose([[1, 2]]))).toBe("toBeClose: shape [2], wanted [1, 2]");
  expect(failure(() => expect([1]).not.toBeClose([1]))).toBe(
    "toBeClose: every element is close, which was not wanted",
  );
});
