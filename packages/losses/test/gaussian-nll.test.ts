import { grad } from "@cambium/autograd";
import { type Backend, ShapeError, sum, type Tensor, tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describeOp, expectNoLeak, floats, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { gaussianNll } from "../src/gaussian-nll.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

describeOp({
  name: "gaussianNll",
  run: (input, target, variance) =>
    gaussianNll(input!, target!, variance!, { full: true, reduction: "none" }),
  inputs: [
    floats([2, 3]),
    floats([2, 3]),
    floats([2, 3], { low: 0.2, high: 3, kinks: [], nonFinite: false }),
  ],
  formula: (input, target, variance) => {
    const v = Math.max(variance, 1e-6);
    return 0.5 * (Math.log(v) + (input - target) ** 2 / v) + 0.5 * Math.log(2 * Math.PI);
  },
  broadcasts: false,
});

describeReductions("gaussianNll", [tensor([1, 2]), tensor([3, 1]), tensor([4, 0.5])] as const, gaussianNll);

const input = tensor([
  [1, 2],
  [3, 5],
]);
const target = tensor([
  [1, 0],
  [0, 5],
]);

test("one variance for each row, with or without its own dimension", () => {
  const wanted = gaussianNll(
    input,
    target,
    tensor([
      [4, 4],
      [9, 9],
    ]),
    { reduction: "none" },
  );
  expect(gaussianNll(input, target, tensor([[4], [9]]), { reduction: "none" })).toBeClose(wanted);
  expect(gaussianNll(input, target, tensor([4, 9]), { reduction: "none" })).toBeClose(wanted);
  expect(wanted.dataSync()[1]).toBeCloseTo(0.5 * (Math.log(4) + 1), 6);
});

test("a variance below eps counts as eps and still has a gradient", () => {
  const [x, t, v] = [tensor([0]), tensor([0]), tensor([0], { dtype: "float32" })];
  const options = { eps: 0.25, reduction: "none" } as const;
  expect(gaussianNll(x, t, v, options)).toBeClose([0.5 * Math.log(0.25)]);
  expect(grad((variance) => sum(gaussianNll(x, t, variance, options)))(v)).toBeClose([0.5 / 0.25]);
  expect(gaussianNll(x, t, tensor([Number.NaN]), options).toArray()).toEqual([Number.NaN]);
});

test("a negative variance is an error, and NaN on a backend that only reads asynchronously", () => {
  const variance = tensor([
    [1, 2],
    [-0.5, 1],
  ]);
  const text =
    "gaussianNll: variance must be at least 0: got -0.5 at position [1, 0]. Let the model predict log variances and take exp, or use softplus.";
  const loss = (v: Tensor) => gaussianNll(input, target, v);
  expectNoLeak(() => expect(() => loss(variance)).toThrow(new RangeError(text)));
  expectNoLeak(() => expect(() => grad(loss)(variance)).toThrow(new RangeError(text)));
  const { readSync: _, ...asynchronous } = referenceBackend;
  const moved = [input, target, variance].map((x) =>
    tensor(x.toArray(), { backend: asynchronous as Backend }),
  );
  const each = gaussianNll(moved[0]!, moved[1]!, moved[2]!, { reduction: "none" });
  return each
    .data()
    .then((data) => expect(Array.from(data, Number.isNaN)).toEqual([false, false, true, false]));
});

test("invalid arguments are errors", () => {
  expect(() => gaussianNll(input, tensor([1]), input)).toThrow(
    new ShapeError(
      "gaussianNll: shapes differ: the input has [2, 2], the target [1]. Reshape or expand one of them.",
    ),
  );
  expect(() => gaussianNll(input, target, tensor([1, 2, 3]))).toThrow(
    new ShapeError("gaussianNll: variance must have shape [2, 2], [2, 1] or [2]: got [3]. Reshape it."),
  );
  expect(() => gaussianNll(input, target, input, { eps: 0 })).toThrow(
    new RangeError("gaussianNll: eps must be above 0: got 0."),
  );
});
