import { expect, test } from "vitest";
import * as regularize from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = regularize;

test("a model in the place of its parameters", () => {
  expect(() => untyped.l2({ hidden: {} }, 0.1)).toThrow(
    new TypeError("l2: expected parameters by name: hidden is a plain object. Pass parameters(model)."),
  );
});

test("options that are missing, or in the place of a number", () => {
  expect(() => untyped.elasticNet({}, {})).toThrow(
    "elasticNet: strength must be finite and at least 0: got undefined.",
  );
  expect(() => untyped.elasticNet({}, 0.1)).toThrow("elasticNet: options must be an object: got 0.1.");
  expect(() => untyped.l1({}, { strength: 1 })).toThrow(
    "l1: strength must be finite and at least 0: got a plain object.",
  );
  expect(() => new untyped.Dropout({ p: 0.5 })).toThrow(
    "Dropout: p, the probability to drop, must be in [0, 1): got a plain object.",
  );
  expect(() => untyped.maxNorm({ max_norm: 3 })).toThrow(
    new TypeError("maxNorm: there is no option max_norm. Did you mean max?"),
  );
});

test.each([["elasticNet", {}], ["l1", {}, 0.1], ["l2", {}, 0.1], ["maxNorm"], ["projectMaxNorm", {}]])(
  "%s knows its options",
  (name, ...before) => {
    expect(() => untyped[name](...before, { nonsense: 1 })).toThrow(
      `${name}: there is no option nonsense. Use one of `,
    );
  },
);
