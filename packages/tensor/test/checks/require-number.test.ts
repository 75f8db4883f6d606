import {
  between,
  requireAboveZero,
  requireAtLeastZero,
  requireBetween,
  requireCounts,
  requireDecayRate,
  requireDropProbability,
  requireFinite,
  requireIn,
  requireInteger,
  requireOneOf,
  requireProbability,
} from "@cambium/tensor/checks";
import { expect, test } from "vitest";

type Check = (value: number) => void;

test.each<[string, Check, passes: number[], fails: number[], message: string]>([
  [
    "requireAtLeastZero",
    (v) => requireAtLeastZero("f", "eps", v),
    [0, 1e300],
    [-1e-9, Infinity, NaN],
    "f: eps must be finite and at least 0: got",
  ],
  [
    "requireAboveZero",
    (v) => requireAboveZero("f", "limit", v),
    [1e-300, Infinity],
    [0, -1, NaN],
    "f: limit must be above 0: got",
  ],
  [
    "requireFinite",
    (v) => requireFinite("f", "a", v),
    [-1e300, 0],
    [Infinity, -Infinity, NaN],
    "f: a must be finite: got",
  ],
  [
    "requireBetween",
    (v) => requireBetween("f", "margin", v, -1, 1),
    [-1, 1],
    [-1.1, 2, NaN],
    "f: margin must be in [-1, 1]: got",
  ],
  [
    "requireIn",
    (v) => requireIn(between(0, 1), "f", "share", v),
    [0, 1],
    [2],
    "f: share must be in [0, 1]: got",
  ],
  [
    "requireDecayRate",
    (v) => requireDecayRate("f", "beta", v),
    [0, 0.999],
    [1, -0.1, NaN],
    "f: beta must be in [0, 1): got",
  ],
  [
    "requireProbability",
    (v) => requireProbability("f", v),
    [0, 1],
    [-0.1, 1.1, NaN],
    "f: p must be a probability in [0, 1]: got",
  ],
  [
    "requireDropProbability",
    (v) => requireDropProbability("f", v, "dropout"),
    [0, 0.9],
    [1, -0.1, NaN],
    "f: dropout, the probability to drop, must be in [0, 1): got",
  ],
  [
    "requireInteger",
    (v) => requireInteger("f", "index", v),
    [-3, 0],
    [0.5, NaN, 2 ** 60],
    "f: index must be a whole number: got",
  ],
  [
    "requireInteger from 1",
    (v) => requireInteger("f", "steps", v, 1),
    [1, 1e9],
    [0, 1.5, Infinity],
    "f: steps must be a whole number of at least 1: got",
  ],
  [
    "requireInteger in a range",
    (v) => requireInteger("f", "bits", v, 0, 8),
    [0, 8],
    [9, -1],
    "f: bits must be a whole number in [0, 8]: got",
  ],
  [
    "requireCounts",
    (v) => requireCounts("f", { inFeatures: 3, outFeatures: v }),
    [1, 4],
    [0, 1.5, NaN],
    "f: outFeatures must be a whole number of at least 1: got",
  ],
])("%s", (_, check, passes, fails, message) => {
  for (const value of passes) expect(() => check(value)).not.toThrow();
  for (const value of fails) {
    expect(() => check(value)).toThrow(RangeError);
    expect(() => check(value)).toThrow(`${message} ${value}.`);
  }
});

test("a value of another type is described in words", () => {
  expect(() => requireAtLeastZero("f", "eps", "1" as never)).toThrow('got "1".');
  expect(() => requireAtLeastZero("f", "eps", null as never)).toThrow("got null.");
  expect(() => requireInteger("f", "steps", {} as never)).toThrow("got a plain object.");
  expect(() => requireProbability("f", ((p: number) => p) as never)).toThrow("got a function.");
});

test("requireOneOf lists the allowed strings", () => {
  requireOneOf("f", "mode", "min", ["min", "max"]);
  expect(() => requireOneOf("f", "mode", "mean", ["min", "max"])).toThrow(
    new RangeError('f: unknown mode "mean". Use "min" or "max".'),
  );
  expect(() => requireOneOf("f", "mode", 3 as never, ["a", "b", "c"])).toThrow(
    new RangeError('f: unknown mode 3. Use "a", "b" or "c".'),
  );
});
