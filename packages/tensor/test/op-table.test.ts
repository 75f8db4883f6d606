import { type InputSample, opTable, randomOps } from "@cambium/testing";
import { expect, test } from "vitest";
import { sizeOf } from "../src/index.ts";
import * as ops from "../src/ops/index.ts";

const exported = Object.entries(ops)
  .filter(([, value]) => typeof value === "function")
  .map(([name]) => name);
const rows = [...opTable, ...randomOps].map((row) => row.name);

test("every op has a row, and every row has an op", () => {
  expect([...new Set(rows)].sort()).toEqual(exported.sort());
});

/** Names of rows without a sample whose inputs all satisfy a condition. Elementwise rows are tested in all sizes. */
const rowsWithout = (isLike: (input: InputSample) => boolean): string[] =>
  opTable
    .filter(
      ({ formula, inputs, also = [] }) =>
        !formula && ![{ inputs }, ...also].some((s) => s.inputs.some(isLike)),
    )
    .map((row) => row.name);

test("every row has a sample without elements", () => {
  expect(rowsWithout(({ shape }) => sizeOf(shape) === 0)).toEqual([]);
});

test("every row has a sample of size one", () => {
  expect(rowsWithout(({ shape }) => sizeOf(shape) === 1)).toEqual([]);
});
