import { Rng, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as init from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = init;
const names = "kaimingNormal kaimingUniform orthogonal truncatedNormal xavierNormal xavierUniform".split(" ");

test.each(names)("%s is made from options before it takes a shape", (name) => {
  const text = (got: string) =>
    `${name}: expected options: got ${got}. It makes an initializer, which takes a shape: ${name}()([3, 4], { rng }).`;
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

test.each([...names, "dirac", "sparse"])("%s knows its options", (name) => {
  expect(() => untyped[name]({ nonsense: 1 })).toThrow(`${name}: there is no option nonsense. Use one of `);
});

test.each([
  [
    () => untyped.kaimingNormal({ fan_mode: "fanOut" }),
    "kaimingNormal: there is no option fan_mode. Did you mean mode?",
  ],
  [() => untyped.sparse({ sparsty: 0.9 }), "sparse: there is no option sparsty. Did you mean sparsity?"],
  [
    () => untyped.truncatedNormal(0.02),
    "truncatedNormal: options must be an object: got 0.02. Pass them by name: { std, a, b, mean }.",
  ],
  [
    () => untyped.dirac([8, 8, 3]),
    "dirac: expected options: got an array. It makes an initializer, which takes a shape: dirac()([3, 4], { rng }).",
  ],
])("what was meant: %#", (misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});

test("sparse misses its options, and its rng", () => {
  expect(() => untyped.sparse()).toThrow("sparse: options must be an object: got undefined.");
  expect(() => untyped.sparse({ sparsity: 0.5 })([3, 4], {})).toThrow("sparse: rng must be an Rng");
});
