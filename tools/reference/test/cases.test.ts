import { join } from "node:path";
import { type Backend, setDefaultBackend } from "@cambium/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { backends } from "../src/backends.ts";
import { readCases } from "../src/case-file.ts";
import type { FloatType } from "../src/operation.ts";
import { operations } from "../src/operations/index.ts";
import { runCase } from "../src/run-case.ts";

const files = readCases(join(import.meta.dirname, "../cases"), []);

test("all 1,117 cases are here", () => {
  expect(files.flatMap(({ cases }) => cases)).toHaveLength(1117);
});

test("every operation has a case", () => {
  const tried = new Set(files.flatMap(({ cases }) => cases.map(({ op }) => op)));
  expect(Object.keys(operations).filter((op) => !tried.has(op))).toEqual([]);
});

const settings: [string, FloatType, () => Backend | Promise<Backend>][] = [
  ["the reference backend", "float64", backends.reference.make],
  ["the reference backend", "float32", backends.reference.make],
  ["cpu-wasm", "float32", backends["cpu-wasm"].make],
];

describe.each(settings)("like PyTorch on %s in %s", (_, dtype, make) => {
  beforeAll(async () => setDefaultBackend(await make()));

  describe.each(files)("$file", ({ cases }) => {
    test.each(cases)("$name", (each) => {
      expect(runCase(each, operations, dtype)).toEqual([]);
    });
  });
});
