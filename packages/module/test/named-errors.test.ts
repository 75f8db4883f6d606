import { inLayer, inPart, Param } from "@cambium/module";
import { DTypeError, memory, mul, normal, ones, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";

class Linear {
  toString(): string {
    return "Linear(2, 3)";
  }
}

class Block {}

/** The error that a function throws. */
function caught(fn: () => unknown): Error {
  try {
    fn();
  } catch (error) {
    return error as Error;
  }
  throw new Error("it did not throw");
}

test.each([
  ["an op", "matmul: inner sizes differ.", "Linear(2, 3): inner sizes differ."],
  ["its class", "Linear: inner sizes differ.", "Linear(2, 3): inner sizes differ."],
  ["itself", "Linear(2, 3): inner sizes differ.", "Linear(2, 3): inner sizes differ."],
  ["another layer", "Conv2d(1, 2, 3): it differs.", "Linear(2, 3): Conv2d(1, 2, 3): it differs."],
  ["a parameter", "Param: the weight has no value.", "Linear(2, 3): the weight has no value."],
])("an error of %s names the layer", (_, message, wanted) => {
  const cause = new ShapeError(message);
  const error = caught(() =>
    inLayer(new Linear(), {}, () => {
      throw cause;
    }),
  );
  expect(error).toBeInstanceOf(ShapeError);
  expect(error.message).toBe(wanted);
  if (error !== cause) expect(error.cause).toBe(cause);
});

test("an error in nested containers has the path to the part, and keeps the first cause", () => {
  const cause = new DTypeError("conv2d: it is int32.");
  const error = caught(() =>
    inPart([], "part 1", new Block(), () =>
      inPart(new Block(), "main", new Linear(), () =>
        inLayer(new Linear(), {}, () => {
          throw cause;
        }),
      ),
    ),
  );
  expect(error.message).toBe("Array: part 1, Block: main, Linear(2, 3): it is int32.");
  expect(error).toBeInstanceOf(DTypeError);
  expect(error.cause).toBe(cause);
});

test("errors of other kinds pass as they are", () => {
  class OwnError extends Error {}
  const own = new OwnError("mine");
  for (const thrown of [own, "text"]) {
    const run = () =>
      inPart(new Block(), "part 0", new Linear(), () => {
        throw thrown;
      });
    expect(caught(run)).toBe(thrown);
  }
});

test("a parameter without a value names its layer", () => {
  const weight = new Param({ shape: [1], init: normal, label: "weight" });
  expect(() => inLayer(new Linear(), {}, () => weight.value)).toThrow(
    "Linear(2, 3): the weight has no value yet: its shape is [1]. Call initialize(model, rng)",
  );
});

test("an input that is not a tensor is named", () => {
  expect(() => inLayer(new Linear(), { x: [1] }, () => 1)).toThrow(
    new TypeError("Linear(2, 3): x must be a tensor: got an array. Make one with tensor(…)."),
  );
});

test("temporaries of a layer are freed", () => {
  const { tensors } = memory();
  const y = inLayer(new Linear(), {}, () => mul(ones([1]), ones([1])));
  expect(memory().tensors).toBe(tensors + 1);
  y.dispose();
});
