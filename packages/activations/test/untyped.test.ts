import { Rng, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as activations from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = activations;
const rng = new Rng(1);

test("layers refuse unknown options", () => {
  expect(() => new untyped.PReLU(1, { initial: 1 })).toThrow(
    "PReLU: there is no option initial. Did you mean init?",
  );
  expect(() => new untyped.PReLU({ init: 1 })).toThrow("got a plain object. Are the arguments in order?");
  expect(() => new untyped.MaxoutLinear(2, 2, { pieces: 2, rng: 1 })).toThrow(
    "MaxoutLinear: rng must be an Rng",
  );
  expect(() => new untyped.MaxoutConv2d(2, 2, 1)).toThrow("MaxoutConv2d: options must be an object");
  expect(() => new untyped.MaxoutLinear(2, 2, { rng, k: 2 })).toThrow(
    "MaxoutLinear: there is no option k. Use one of",
  );
  expect(() => new untyped.MaxoutConv2d(2, 2, 1, { rng, Stride: 2 })).toThrow("Did you mean stride?");
});

test("maxout without pieces is an error", () => {
  for (const pieces of [undefined, { pieces: 2 }]) {
    expect(() => untyped.maxout(tensor([[1, 2]]), pieces)).toThrow(
      "maxout: pieces must be a whole number of at least 1: got",
    );
  }
});

test("a dimension is a number, passed by position", () => {
  expect(() => untyped.maxout(tensor([[1, 2]]), 2, { dim: 1 })).toThrow("Write maxout(x, pieces, 1).");
  expect(() => untyped.glu(tensor([[1, 2]]), { dim: 1 })).toThrow("Write glu(x, 1).");
});
