import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { everyTransform } from "./every-transform.ts";
import { noise } from "./images.ts";
import { knownSums, sumOf } from "./known-sums.ts";

test.each(Object.entries(everyTransform))("%s gives the same bytes as in Node", (name, { trial }) => {
  expect(sumOf(trial(noise([3, 3, 24, 20]), new Rng(6)))).toBe(knownSums[name]);
});
