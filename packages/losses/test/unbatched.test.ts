import { log, ShapeError, softmax, sum, type Tensor, tensor, unsqueeze } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { crossEntropy, nll } from "../src/index.ts";

expect.extend({ toBeClose });

const logits = tensor([0.5, -1, 2], { dtype: "float64" });
const label = tensor(1, { dtype: "int32" });
const weight = tensor([1, 3, 2], { dtype: "float64" });

test("one sample without a batch has the loss of a batch of one", () => {
  const wanted = -1 * log(softmax(logits)).dataSync()[1]!;
  expect(crossEntropy(logits, label)).toBeClose(wanted, { rtol: 1e-12 });
  expect(nll(log(softmax(logits)), label)).toBeClose(wanted, { rtol: 1e-12 });
  for (const reduction of ["mean", "sum", "none"] as const) {
    const options = { reduction, weight, labelSmoothing: 0.1 };
    const [alone, batch] = [
      crossEntropy(logits, label, options),
      crossEntropy(unsqueeze(logits, 0), unsqueeze(label, 0), options),
    ];
    expect(alone.shape).toEqual([]);
    expect(alone).toBeClose(sum(batch), { rtol: 1e-12 });
  }
});

test("one sample against probabilities, and its gradient", () => {
  const target = tensor([0.2, 0.3, 0.5], { dtype: "float64" });
  expect(crossEntropy(logits, target, { reduction: "none" }).shape).toEqual([]);
  checkGradient((x: Tensor) => crossEntropy(x, target), [logits]);
  checkGradient((x: Tensor) => nll(x, label, { weight }), [logits]);
  expectNoLeak(() => crossEntropy(logits, label).dispose());
});

test("an invalid target of one sample is an error that describes it", () => {
  const none = tensor(7, { dtype: "int32" });
  expect(() => crossEntropy(logits, none)).toThrow(
    "crossEntropy: class index 7 at position [0] does not exist: the input [1, 3] has 3 classes. Use indices from 0 to 2.",
  );
  const two = tensor([0, 1], { dtype: "int32" });
  expect(() => nll(logits, two)).toThrow(ShapeError);
});
