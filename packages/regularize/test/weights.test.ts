import { MaxoutLinear, PReLU } from "@cambium/activations";
import { BatchNorm2d, Conv2d, Linear, Sequential } from "@cambium/layers";
import { parameters } from "@cambium/module";
import { Rng, tensor, zeros } from "@cambium/tensor";
import { expect, test } from "vitest";
import { included, isWeight } from "../src/weights.ts";

const rng = new Rng(1);

test("of a model's parameters, weights that multiply inputs count", () => {
  const model = new Sequential(
    new Conv2d(1, 2, 3, { rng }),
    new BatchNorm2d(2),
    new PReLU(2),
    new MaxoutLinear(3, 2, { pieces: 2, rng }),
    new Linear(2, 1, { rng }),
  );
  const counting = Object.entries(parameters(model)).filter(([name, { value }]) => isWeight(name, value));
  expect(counting.map(([name]) => name)).toEqual(["0.weight", "3.weight", "4.weight"]);
});

test("a name of one part is enough, and only its last part matters", () => {
  const matrix = zeros([2, 2]);
  expect(["weight", "biased.weight", "bias", "cell.biasIh"].map((name) => isWeight(name, matrix))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a choice by name goes before the rule, and gets the value as well", () => {
  const params = { a: tensor([1]), b: tensor([2]) };
  expect(included("l1", params, (name) => name === "b")).toEqual([params.b]);
  expect(included("l1", params, (_, value) => value.item() < 2)).toEqual([params.a]);
});

test("nothing that counts is an error, which names what there is", () => {
  const text =
    "l1: none of the 2 parameters counts: a, b. Weights of two dimensions and more do by default; give include to choose by name.";
  expect(() => included("l1", { a: tensor([1]), b: tensor([2]) })).toThrow(new RangeError(text));
});
