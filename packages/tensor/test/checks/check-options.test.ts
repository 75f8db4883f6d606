import { Rng } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { expect, test } from "vitest";

interface Options {
  readonly learningRate?: number;
  readonly tMax?: number;
}

/** Calls with options that untyped code may pass. */
const check = (options: unknown) => checkOptions("op", options as Options, ["learningRate", "tMax"]);
const checkRandom = (options: unknown) =>
  checkOptions("Layer", options as { readonly rng: Rng; readonly bias?: boolean }, ["rng", "bias"]);

test("options with known names are accepted, including undefined ones", () => {
  check({});
  check({ learningRate: 1, tMax: undefined });
  checkRandom({ rng: new Rng(1), bias: false });
});

test.each([
  ["lr", "learningRate"],
  ["learning_rate", "learningRate"],
  ["learnngRate", "learningRate"],
  ["learning", "learningRate"],
  ["learningRateInitial", "learningRate"],
  ["initial_learning_rate", "learningRate"],
  ["T_max", "tMax"],
])("%s was meant to be %s", (given, meant) => {
  expect(() => check({ [given]: 1 })).toThrow(
    new TypeError(`op: there is no option ${given}. Did you mean ${meant}?`),
  );
});

test("the error for a name that resembles no option lists all options", () => {
  expect(() => check({ learningRate: 1, nesterov: true })).toThrow(
    new TypeError("op: there is no option nesterov. Use one of learningRate, tMax."),
  );
});

test.each([
  [undefined, "undefined"],
  [null, "null"],
  [0.1, "0.1"],
  [[3, 4], "an array"],
])("%s is no object of options", (given, text) => {
  expect(() => check(given)).toThrow(
    new TypeError(`op: options must be an object: got ${text}. Pass them by name: { learningRate, tMax }.`),
  );
});

test("a missing rng is an error if numbers are drawn", () => {
  const message = (got: string) =>
    new TypeError(
      `Layer: rng must be an Rng, to draw from: got ${got}. Pass { rng: new Rng(42) }, or a fork of one.`,
    );
  expect(() => checkRandom(undefined)).toThrow(message("undefined"));
  expect(() => checkRandom({ bias: true })).toThrow(message("undefined"));
  expect(() => checkRandom({ rng: 42 })).toThrow(message("42"));
  expect(() => checkRandom({ generator: 1 })).toThrow("there is no option generator. Did you mean rng?");
});

test("an optional rng may be missing, but must be an Rng", () => {
  interface Optional {
    readonly size?: number;
    readonly rng?: Rng;
  }
  const checkOptional = (options: unknown) =>
    checkOptions("op", options as Optional, ["size", "rng"], { rng: "optional" });
  checkOptional({});
  checkOptional({ rng: undefined });
  checkOptional({ rng: new Rng(1) });
  expect(() => checkOptional({ rng: 42 })).toThrow("op: rng must be an Rng, to draw from: got 42.");
  expect(() => checkOptional(undefined)).toThrow("op: options must be an object: got undefined.");
});

test("the compiler refuses a list that lacks a name or has an unknown name", () => {
  const options: Options = {};
  // @ts-expect-error tMax is missing
  checkOptions("op", options, ["learningRate"]);
  // @ts-expect-error there is no such option
  checkOptions("op", options, ["learningRate", "tMax", "other"]);
});
