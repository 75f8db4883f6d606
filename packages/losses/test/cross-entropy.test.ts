import { grad } from "@cambium/autograd";
import { createWasmBackend } from "@cambium/cpu-wasm";
import {
  DTypeError,
  normal,
  Rng,
  ShapeError,
  sigmoid,
  softmax,
  type Tensor,
  tensor,
  zeros,
} from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { type CrossEntropyOptions, crossEntropy } from "../src/cross-entropy.ts";
import type { Reduction } from "../src/reduction.ts";

expect.extend({ toBeClose });

const backends = [referenceBackend, await createWasmBackend({ threads: 1 })];
const indices = (data: number[] | number[][]) => tensor(data, { dtype: "int32" });
const logits = normal([4, 3], { rng: new Rng(1), dtype: "float64" });
const labels = indices([0, 2, 1, 2]);

test("equal scores cost log(classes) nats, whatever the label", () => {
  expect(crossEntropy(tensor([[7, 7, 7, 7]]), indices([2])).item()).toBeCloseTo(Math.log(4), 6);
});

test("the mean over no samples is NaN, and their sum 0", () => {
  const [none, labels] = [zeros([0, 3]), zeros([0], { dtype: "int32" })];
  expect(crossEntropy(none, labels).item()).toBeNaN();
  expect(crossEntropy(none, labels, { reduction: "sum" }).item()).toBe(0);
  const left = zeros([2], { dtype: "int32" });
  expect(crossEntropy(zeros([2, 3]), left, { ignoreIndex: 0 }).item()).toBeNaN();
});

test("scores far apart neither overflow nor vanish", () => {
  expect(crossEntropy(tensor([[1000, -1000]]), indices([1])).item()).toBe(2000);
  expect(crossEntropy(tensor([[1000, -1000]]), indices([0])).item()).toBe(0);
});

test("an index is equivalent to a probability of 1", () => {
  const rows = [
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const options: CrossEntropyOptions[] = [{}, { labelSmoothing: 0.2 }, { reduction: "none" }];
  for (const option of options) {
    const wanted = crossEntropy(logits, tensor(rows, { dtype: "float64" }), option);
    expect(crossEntropy(logits, labels, option)).toBeClose(wanted, { rtol: 1e-12 });
  }
});

test("ignored samples do not count, not even in the mean", () => {
  const some = crossEntropy(logits, indices([0, -1, 1, -1]), { ignoreIndex: -1, reduction: "none" });
  const all = crossEntropy(logits, labels, { reduction: "none" }).dataSync();
  expect(some).toBeClose([all[0]!, 0, all[2]!, 0], { rtol: 1e-12 });
  const mean = crossEntropy(logits, indices([0, -1, 1, -1]), { ignoreIndex: -1 });
  expect(mean.item()).toBeCloseTo((all[0]! + all[2]!) / 2, 12);
});

test("first- and second-order gradients with respect to logits, weights and probabilities", () => {
  const weight = tensor([0.5, 1, 2], { dtype: "float64" });
  for (const order of [1, 2] as const) {
    checkGradient((x) => crossEntropy(x, labels), [logits], { order });
    checkGradient((x, w) => crossEntropy(x, labels, { weight: w, labelSmoothing: 0.1 }), [logits, weight], {
      order,
    });
    checkGradient((x, p) => crossEntropy(x, p), [logits, softmax(sigmoid(logits))], { order });
  }
});

test("a missing class is an error that names it and its position", () => {
  const flat =
    "crossEntropy: class index 3 at position [2] does not exist: the input [4, 3] has 3 classes. Use indices from 0 to 2.";
  expect(() => crossEntropy(logits, indices([0, 2, 3, 2]))).toThrow(new RangeError(flat));
  const images = normal([2, 3, 2, 2], { rng: new Rng(1) });
  const spatial =
    "crossEntropy: class index -1 at position [1, 0, 1] does not exist: the input [2, 3, 2, 2] has 3 classes. Use indices from 0 to 2.";
  const target = tensor(new Int32Array([0, 1, 2, 0, 1, -1, 0, 1]), { shape: [2, 2, 2] });
  expect(() => crossEntropy(images, target)).toThrow(new RangeError(spatial));
});

test("a target that does not fit is an error that describes it", () => {
  const shape =
    "crossEntropy: class indices must have the shape of the input without its classes: the input [4, 3] is read as " +
    "[N, classes, …], so they need [4]: got [3]. Reshape one of them.";
  expect(() => crossEntropy(logits, indices([0, 1, 2]))).toThrow(new ShapeError(shape));
  const dtype = 'crossEntropy: class indices must be int32: got bool. Cast them: cast(target, "int32").';
  expect(() => crossEntropy(logits, tensor([true, false, true, true]))).toThrow(new DTypeError(dtype));
  const probabilities =
    "crossEntropy: shapes differ: the input has [4, 3], the target [4]. Reshape or expand one of them. " +
    'Class indices are int32: cast(target, "int32").';
  expect(() => crossEntropy(logits, tensor([0, 2, 1, 2]))).toThrow(new ShapeError(probabilities));
});

test("options out of range are errors that name them", () => {
  const weight =
    "crossEntropy: weight must have shape [3], one number a class: got [2]. Give one for each class.";
  expect(() => crossEntropy(logits, labels, { weight: tensor([1, 2]) })).toThrow(new ShapeError(weight));
  const smoothing =
    "crossEntropy: labelSmoothing must be in [0, 1]: got 1.5. Use a small share, such as 0.1.";
  expect(() => crossEntropy(logits, labels, { labelSmoothing: 1.5 })).toThrow(new RangeError(smoothing));
  const reduction = 'crossEntropy: unknown reduction "avg". Use "mean", "sum" or "none".';
  expect(() => crossEntropy(logits, labels, { reduction: "avg" as Reduction })).toThrow(
    new RangeError(reduction),
  );
});

test("leaves no tensors behind, also after an error", () => {
  const weight = tensor([0.5, 1, 2], { dtype: "float64" });
  expectNoLeak(() => crossEntropy(logits, labels, { weight, ignoreIndex: 2, labelSmoothing: 0.1 }).dispose());
  const bad = indices([0, 2, 3, 2]);
  expectNoLeak(() => expect(() => crossEntropy(logits, bad)).toThrow());
});

test("an impossible class with probability 0 costs nothing: 0·(−∞) = 0", () => {
  const wanted = Math.log1p(Math.exp(1));
  for (const backend of backends) {
    const logits = tensor([[1, 2, -Infinity]], { backend });
    const label = tensor([0], { dtype: "int32", backend });
    const probabilities = tensor([[1, 0, 0]], { backend });
    for (const target of [label, probabilities]) {
      expect(crossEntropy(logits, target)).toBeClose(wanted);
      const [left, right, masked] = grad((x) => crossEntropy(x, target))(logits).dataSync();
      expect([left, right, masked]).toEqual([
        expect.closeTo(-Math.E / (1 + Math.E), 6),
        expect.closeTo(Math.E / (1 + Math.E), 6),
        0,
      ]);
    }
    // An impossible class with weight 0 may be a target. Label smoothing makes every class a target.
    const weight = tensor([1, 1, 0], { backend });
    const spread = tensor([[0.5, 0, 0.5]], { backend });
    expect(crossEntropy(logits, spread, { weight })).toBeClose(wanted / 2);
    const smoothed = crossEntropy(logits, label, { weight, labelSmoothing: 0.1 });
    expect(smoothed).toBeClose(0.9 * wanted + (0.1 / 3) * (wanted + (wanted - 1)));
    expect(crossEntropy(logits, label, { labelSmoothing: 0.1 }).item()).toBe(Infinity);
  }
});

test("the gradient with respect to probabilities is −log softmax, also at probability 0", () => {
  const logits = tensor([[1, 2]], { dtype: "float64" });
  const target = tensor([[1, 0]], { dtype: "float64" });
  const slope = grad((t: Tensor) => crossEntropy(logits, t))(target);
  expect(slope).toBeClose([[Math.log1p(Math.exp(1)), Math.log1p(Math.exp(-1))]]);
});
