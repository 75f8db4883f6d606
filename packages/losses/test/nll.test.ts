import { DTypeError, logSoftmax, normal, Rng, ShapeError, type Tensor, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { crossEntropy } from "../src/cross-entropy.ts";
import { type NllOptions, nll } from "../src/nll.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const indices = (data: number[] | number[][]) => tensor(data, { dtype: "int32" });
const logits = normal([4, 3], { rng: new Rng(1), dtype: "float64" });
const labels = indices([0, 2, 1, 2]);
const weight = tensor([0.5, 1, 2], { dtype: "float64" });

describeReductions("nll", [logits, labels] as const, nll);

test("an invalid index to ignore is an error that names it", () => {
  const text = "nll: ignoreIndex must be a whole number: got 1.5.";
  expect(() => nll(logits, labels, { ignoreIndex: 1.5 })).toThrow(new RangeError(text));
});

test("nll after logSoftmax is the cross-entropy", () => {
  const images = normal([2, 3, 2, 2], { rng: new Rng(2), dtype: "float64" });
  const pixels = tensor(new Int32Array([0, 1, 2, 0, 1, 2, 0, 1]), { shape: [2, 2, 2] });
  const cases: NllOptions[] = [{}, { weight }, { ignoreIndex: 2 }, { weight, ignoreIndex: 2 }];
  for (const options of cases) {
    for (const reduction of ["mean", "sum", "none"] as const) {
      const all = { ...options, reduction };
      const close = (a: Tensor, target: Tensor) =>
        expect(nll(logSoftmax(a, 1), target, all)).toBeClose(crossEntropy(a, target, all), { rtol: 1e-12 });
      close(logits, labels);
      close(images, pixels);
    }
  }
});

test("the mean divides by the sum of the weights used", () => {
  const input = tensor([
    [-1, -2],
    [-3, -4],
  ]);
  const options = { weight: tensor([1, 3]) };
  expect(nll(input, indices([0, 1]), options).item()).toBeCloseTo((1 + 3 * 4) / 4, 6);
  const some = nll(input, indices([0, -100]), { ...options, ignoreIndex: -100 });
  expect(some.item()).toBe(1);
});

test("an ignored infinite loss does not count", () => {
  const input = tensor([
    [-Infinity, 0],
    [-1, 0],
  ]);
  expect(nll(input, indices([-1, 0]), { ignoreIndex: -1 }).item()).toBe(1);
});

test("gradients with respect to the input and the weight", () => {
  for (const order of [1, 2] as const)
    checkGradient((x, w) => nll(x, labels, { weight: w, ignoreIndex: 1 }), [logits, weight], { order });
});

test("invalid arguments are errors", () => {
  expect(() => nll(logits, indices([0, 2, 3, 2]))).toThrow(
    new RangeError(
      "nll: class index 3 at position [2] does not exist: the input [4, 3] has 3 classes. Use indices from 0 to 2.",
    ),
  );
  expect(() => nll(logits, indices([0]))).toThrow(
    new ShapeError(
      "nll: class indices must have the shape of the input without its classes: the input [4, 3] is read as " +
        "[N, classes, …], so they need [4]: got [1]. Reshape one of them.",
    ),
  );
  expect(() => nll(logits, tensor([0, 1, 2, 0]))).toThrow(
    new DTypeError('nll: class indices must be int32: got float32. Cast them: cast(target, "int32").'),
  );
  expect(() => nll(logits, labels, { weight: tensor([1, 2]) })).toThrow(
    new ShapeError("nll: weight must have shape [3], one number a class: got [2]. Give one for each class."),
  );
});

test("leaves no tensors behind, also after an error", () => {
  expectNoLeak(() => nll(logits, labels, { weight, ignoreIndex: 2 }).dispose());
  const bad = indices([0, 2, 3, 2]);
  expectNoLeak(() => expect(() => nll(logits, bad)).toThrow());
});
