import { elementwise, exp, floor, gather, mul, sin, sum, tanh, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { checkGradient, expectNoLeak } from "../src/index.ts";

const float64 = { dtype: "float64" } as const;
const x = tensor(
  [
    [0.3, -1.2],
    [0.8, 2],
  ],
  float64,
);

/** eˣ, with a wrong first derivative. */
const wrong = elementwise("wrong", (s, a) => s.derived(s.exp(a), [[a, s.mul(s.exp(a), 1.001)]]));

/** eˣ, with a wrong second derivative only. */
const wrongTwice = elementwise("wrongTwice", (s, a) => {
  const power = s.exp(a);
  return s.derived(power, [[a, s.derived(power, [[a, s.constant(0)]])]]);
});

test("right gradients pass, of any shape, several inputs, several results, beside integers", () => {
  checkGradient((a) => mul(sin(a!), exp(a!)), [x]);
  checkGradient((a, b) => [mul(a!, b!), tanh(b!)], [x, tensor([2, 3], float64)], { order: 2 });
  const index = tensor([[1, 0]], { dtype: "int32" });
  checkGradient((a, i) => [gather(a!, 0, i!), i!], [x, index], { order: 2 });
  checkGradient((a) => sum(a!), [tensor([], float64)]);
});

test("a wrong gradient fails, and the worst element is named", () => {
  expect(() => checkGradient(wrong, [x])).toThrow(
    /gradient of input 0: 4 of 4 elements differ .* the worst is \[\d, \d\]: got/,
  );
  checkGradient(wrong, [x], { rtol: 1e-2 });
});

test("a wrong second derivative fails the second order only", () => {
  checkGradient(wrongTwice, [x]);
  expect(() => checkGradient(wrongTwice, [x], { order: 2 })).toThrow(
    /second-order gradient of input 0: 4 of 4/,
  );
});

test("a kink fails, unless the gradient is right beside it", () => {
  expect(() => checkGradient(floor, [tensor([1], float64)])).toThrow(/gradient of input 0: 1 of 1/);
  checkGradient(floor, [tensor([1.5], float64)]);
});

test("float32 inputs and results that are no floats are errors", () => {
  expect(() => checkGradient(sin, [tensor([1])])).toThrow(
    "checkGradient: inputs must be float64: got float32.",
  );
  expect(() => checkGradient(() => tensor([1], { dtype: "int32" }), [x])).toThrow(
    "checkGradient: the function has no float result.",
  );
});

test("leaves nothing behind, also when it fails", () => {
  expectNoLeak(() => checkGradient(sin, [x], { order: 2 }));
  expectNoLeak(() => expect(() => checkGradient(wrong, [x])).toThrow());
});
