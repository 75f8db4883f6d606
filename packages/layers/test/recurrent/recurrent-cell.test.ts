import { parameters } from "@cambium/module";
import { DTypeError, normal, Rng, ShapeError, type Tensor, zeros } from "@cambium/tensor";
import { asFunction, checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { GRUCell, LSTMCell, RNNCell } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const float64 = { rng, dtype: "float64" } as const;

/** A cell as a function of the input and the first part of its state. */
function stepping(cell: RNNCell | LSTMCell | GRUCell): (x: Tensor, h?: Tensor) => Tensor[] {
  return (x, h) =>
    cell instanceof LSTMCell ? Object.values(cell.forward(x, h && { h })) : [cell.forward(x, h)];
}

describe.each([RNNCell, LSTMCell, GRUCell])("%o", (Cell) => {
  const name = Cell.name;

  test("has PyTorch's parameters, and starts from zeros", () => {
    const cell = new Cell(3, 4, { rng });
    expect(Object.keys(parameters(cell))).toEqual(["weightIh", "weightHh", "biasIh", "biasHh"]);
    const x = normal([2, 3], { rng });
    const [given, alone] = [stepping(cell)(x, zeros([2, 4])), stepping(cell)(x)];
    for (const [i, state] of alone.entries()) expect(state).toBeClose(given[i]!);
  });

  test("gradients of first and second order", () => {
    const cell = new Cell(2, 2, float64);
    const own = Object.values(parameters(cell));
    const run = asFunction(cell, (x, h) => stepping(cell)(x, h));
    const inputs = [[3, 2], [3, 2], ...own.map(({ value }) => value.shape)].map((shape) =>
      normal(shape, float64),
    );
    for (const order of [1, 2] as const) checkGradient(run, inputs, { order });
  });

  test("nothing but the next state is left behind", () => {
    const cell = new Cell(3, 4, { rng });
    const x = normal([2, 3], { rng });
    expectNoLeak(() => {
      for (const state of stepping(cell)(x)) state.dispose();
    });
  });

  test("an input or state that does not fit is described", () => {
    const cell = new Cell(3, 4, { rng });
    const input = `${name}(3, 4): the input must have shape [N, 3]: got [2, 5, 3]. Change inputSize, or reshape the input.`;
    expect(() => cell.forward(normal([2, 5, 3], { rng }))).toThrow(new ShapeError(input));
    const x = normal([2, 3], { rng });
    const shape = `${name}(3, 4): h must have shape [2, 4], which is [N, hiddenSize]: got [1, 4]. Leave it out to start from zeros.`;
    expect(() => stepping(cell)(x, zeros([1, 4]))).toThrow(new ShapeError(shape));
    const type = `${name}(3, 4): x is float32 but h is float64. Cast one of them.`;
    expect(() => stepping(cell)(x, zeros([2, 4], { dtype: "float64" }))).toThrow(new DTypeError(type));
  });

  test("an invalid size is named", () => {
    const text = `${name}: inputSize must be a whole number of at least 1: got 0. Are the arguments in order?`;
    expect(() => new Cell(0, 4, { rng })).toThrow(new RangeError(text));
  });
});
