import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as losses from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = losses;
const x = tensor([[1, 2]]);

/** Each loss with its number of tensors: the parameters before the first with a default. */
const all = Object.entries(losses).map(([name, loss]) => [name, loss.length] as const);

test.each(all)("%s refuses unknown options", (name, tensors) => {
  const run = (options: unknown) => untyped[name](...new Array(tensors).fill(x), options);
  expect(() => run({ nonsense: 1 })).toThrow(TypeError);
  expect(() => run({ nonsense: 1 })).toThrow(`${name}: there is no option nonsense. Use one of `);
  expect(() => run("sum")).toThrow(`${name}: options must be an object: got "sum". Pass them by name: { `);
});

test.each([
  [
    () => untyped.crossEntropy(x, x, { label_smoothing: 0.1 }),
    "crossEntropy: there is no option label_smoothing. Did you mean labelSmoothing?",
  ],
  [
    () => untyped.huber(x, x, 0.5),
    "huber: options must be an object: got 0.5. Pass them by name: { delta, reduction }.",
  ],
  [
    () => untyped.nll(x, x, { ignore_index: 0 }),
    "nll: there is no option ignore_index. Did you mean ignoreIndex?",
  ],
  [
    () => untyped.multiMargin(x, x, { size_average: true }),
    "multiMargin: there is no option size_average. Use one of p, margin, weight, reduction.",
  ],
])("misuse gets a helpful message: %#", (misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});
