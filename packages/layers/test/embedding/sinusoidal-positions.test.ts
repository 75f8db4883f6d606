import { parameters } from "@cambium/module";
import { ones, Rng, ShapeError, uniform, zeros } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { SinusoidalPositions, sinusoidalPositions } from "../../src/index.ts";

expect.extend({ toBeClose });

test("are sines and cosines of places over powers of 10,000", () => {
  expect(sinusoidalPositions(3, 4, { dtype: "float64" })).toBeClose(
    [0, 1, 2].map((place) => [
      Math.sin(place),
      Math.cos(place),
      Math.sin(place / 100),
      Math.cos(place / 100),
    ]),
    { rtol: 1e-12 },
  );
  expect(sinusoidalPositions(2, 3).shape).toEqual([2, 3]);
});

test("are added to every sequence, whatever its length", () => {
  const positions = new SinusoidalPositions(4);
  expect(parameters(positions)).toEqual({});
  for (const length of [3, 7, 2]) {
    const y = positions.forward(zeros([2, length, 4]));
    const wanted = sinusoidalPositions(length, 4).toArray();
    expect(y).toBeClose([wanted, wanted]);
  }
  expect(positions.forward(ones([1, 4])).toArray()).toEqual([[1, 2, 1, 2]]);
});

test("gradients pass unchanged", () => {
  const x = uniform([2, 3], { rng: new Rng(1), dtype: "float64" });
  checkGradient((given) => new SinusoidalPositions(3).forward(given), [x]);
});

test("inputs and sizes that do not fit are described", () => {
  const text =
    "SinusoidalPositions(4): the input must have shape [..., L, 4]: got [2, 3]. Change embedDim, or reshape the input.";
  expect(() => new SinusoidalPositions(4).forward(zeros([2, 3]))).toThrow(new ShapeError(text));
  const layer =
    "SinusoidalPositions: embedDim must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new SinusoidalPositions(0)).toThrow(new RangeError(layer));
  const length =
    "sinusoidalPositions: length must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => sinusoidalPositions(0, 4)).toThrow(new RangeError(length));
});

test("leaves nothing in memory but its result", () => {
  const x = zeros([2, 3, 4]);
  const positions = new SinusoidalPositions(4);
  expectNoLeak(() => positions.forward(x).dispose());
});
