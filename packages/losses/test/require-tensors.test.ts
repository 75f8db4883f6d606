import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { bce, crossEntropy, focal, huber, klDiv, mse, nll } from "../src/index.ts";

const x = tensor([[1, 2]]);
const missing = undefined as unknown as typeof x;

test.each(Object.entries({ bce, crossEntropy, focal, huber, klDiv, mse, nll }))(
  "%s needs tensors",
  (name, loss) => {
    const make = "Make one with tensor(…).";
    expect(() => loss(x, missing)).toThrow(
      new TypeError(`${name}: expected tensors: the target is undefined. ${make}`),
    );
    expect(() => loss([[1, 2]] as unknown as typeof x, x)).toThrow(
      new TypeError(`${name}: expected tensors: the input is an array. ${make}`),
    );
  },
);
