import { describeOp, describeRandomOp, opTable, randomOps } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import * as ops from "../src/ops/index.ts";

const exported = Object.entries(ops)
  .filter(([, value]) => typeof value === "function")
  .map(([name]) => name);
const rows = [...opTable, ...randomOps].map((row) => row.name);

test("every op has a row, and every row an op", () => {
  expect([...new Set(rows)].sort()).toEqual(exported.sort());
});

describe("ops", () => {
  for (const row of opTable) describeOp(row);
  for (const row of randomOps) describeRandomOp(row);
});
