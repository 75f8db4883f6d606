import { Rng, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as init from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = init;
const names = "kaimingNormal kaimingUniform orthogonal truncatedNormal xavierNormal xavierUniform".split(" ");

test.each(names)("%s is made from options before it takes a shape", (name) => {
  const text = (got: string) =>
    `${name}: expected options: got ${got}. It makes an initialiser, which takes a shape: ${name}()([3, 4], { rng }).`;
  expect(() => untyped[name]([3, 4], { rng: new Rng(1) })).toThrow(new TypeError(text("an array")));
  expect(() => untyped[name](tensor([1]))).toThrow(new TypeError(text("an instance of Tensor")));
  expect(() => untyped[name](2)).toThrow(`${name}: options must be an object: got 2. Pass them by name: { `);
});

test.each(names)("%s misses its rng", (name) => {
  expect(() => untyped[name]()([3, 4])).toThrow(
    new TypeError(
      `${name}: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) } after the shape.`,
    ),
  );
});

test("sparse misses its options, and its rng", () => {
  expect(() => untyped.sparse()).toThrow("sparse: options must be an object: got undefined.");
  expect(() => untyped.sparse({ sparsity: 0.5 })([3, 4], {})).toThrow("sparse: rng must be an Rng");
});
