import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as module from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = module;
const model = { weight: new module.Param(tensor([1])), forward: (x: unknown) => x };

test.each<[string, () => unknown, string]>([
  [
    "a parameter of an array",
    () => new untyped.Param([1]),
    "Param: its value must be a tensor: got an array. Make one with tensor(…), or pass { shape, init }.",
  ],
  [
    "a buffer of nothing",
    () => new untyped.Buffer(),
    "Buffer: its value must be a tensor: got undefined. Make one with tensor(…), or pass { shape, init }.",
  ],
  [
    "training without a stream",
    () => module.training(untyped.none),
    "training: rng must be an Rng, to draw from: got undefined. Pass training(new Rng(42)), or a fork of one.",
  ],
  [
    "a mode that was not called",
    () => module.requireMode("Dropout", untyped.training),
    "Dropout: forward needs a mode after the input: got the function training. Pass training(rng) or inference.",
  ],
  [
    "a state that was not awaited",
    () => untyped.loadStateDict(model, module.stateDict(model)),
    "loadStateDict: expected a state, tensors by name: got an instance of Promise. Pass what await stateDict(model) gave.",
  ],
  [
    "strict without its name",
    () => untyped.loadStateDict(model, {}, false),
    "loadStateDict: options must be an object: got false. Pass them by name: { strict }.",
  ],
  [
    "a tensor in the place of its shape",
    () => untyped.summary(model, tensor([1])),
    "summary: the shape of the input must be an array: got an instance of Tensor. Pass one such as [1, 1, 28, 28].",
  ],
  [
    "a type without its name",
    () => untyped.summary(model, [1], "int32"),
    'summary: options must be an object: got "int32". Pass them by name: { dtype }.',
  ],
])("%s", (_, misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});

test("a device in the place of a backend", async () => {
  await expect(untyped.moveTo(model, "cuda")).rejects.toThrow(
    new TypeError('moveTo: expected a backend: got "cuda". Pass one, such as await createWasmBackend().'),
  );
});
