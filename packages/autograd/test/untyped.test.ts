import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as autograd from "../src/index.ts";

/** The package without its types. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = autograd;
const x = tensor([1, 2]);
const aFunction = "Pass one, such as () => loss.";

test.each<[string, () => unknown, string]>([
  [
    "a model in the place of its parameters",
    () => untyped.valueAndGrad({ size: 2, weight: x }, () => x),
    "valueAndGrad: expected tensors or parameters by name: size is 2. Pass parameters(model).",
  ],
  [
    "layers in the place of parameters",
    () => untyped.valueAndGrad({ hidden: { weight: x } }, () => x),
    "valueAndGrad: expected tensors or parameters by name: hidden is a plain object. Pass parameters(model).",
  ],
  [
    "no function",
    () => untyped.valueAndGrad({ x }),
    `valueAndGrad: expected a function to run: got undefined. ${aFunction}`,
  ],
  [
    "a tensor",
    () => untyped.grad(x),
    `grad: expected a function to run: got an instance of Tensor. ${aFunction}`,
  ],
  ["an array", () => untyped.vjp([x]), `vjp: expected a function to run: got an array. ${aFunction}`],
  [
    "a call",
    () => untyped.checkpoint(x),
    `checkpoint: expected a function to run: got an instance of Tensor. ${aFunction}`,
  ],
  [
    "a number",
    () => untyped.grad((y: unknown) => y)(3),
    "grad: expected a tensor: got 3. Make one with tensor(…).",
  ],
  [
    "options of a check by other names",
    () => untyped.requireFinite(1, { step: 1, compute: () => x, steam: [] }),
    "requireFinite: there is no option steam. Use one of step, compute, name, inputs, streams.",
  ],
  [
    "a check without options",
    () => untyped.requireFinite(1),
    "requireFinite: options must be an object: got undefined. Pass them by name: { step, compute, name, inputs, streams }.",
  ],
  [
    "no result",
    () => untyped.checkpoint(() => {}),
    "checkpoint: the function must return a tensor: got undefined. Is a return missing?",
  ],
])("%s", (_, misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});
