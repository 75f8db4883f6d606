import { Rng } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { expect, test } from "vitest";

test.each([
  ["same", '"same"'],
  [0.5, "0.5"],
  [null, "null"],
  [[1, 2], "an array"],
  [{}, "a plain object"],
  [Object.create(null), "a plain object"],
  [new Rng(1), "an instance of Rng"],
  [inWords, "the function inWords"],
  [
    (
      () => () =>
        1
    )(),
    "a function",
  ],
])("%s in words", (value, words) => {
  expect(inWords(value)).toBe(words);
});
