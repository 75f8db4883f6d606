import { normal, Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Flatten } from "../../src/shape/flatten.ts";

const x = normal([2, 3, 4, 5], { rng: new Rng(1) });

test("keeps the batch by default, and flattens any range", () => {
  expect(new Flatten().forward(x).shape).toEqual([2, 60]);
  expect(new Flatten(0, 1).forward(x).shape).toEqual([6, 4, 5]);
});

test("a range in the wrong order is named", () => {
  const text = "Flatten(2, 1): dimension 2 comes after dimension 1. Swap them.";
  expect(() => new Flatten(2, 1).forward(x)).toThrow(new RangeError(text));
});
