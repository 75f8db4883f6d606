import { createWasmBackend } from "@cambium/cpu-wasm";
import { referenceBackend } from "@cambium/tensor/reference";
import { expectAccuracy } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import * as activations from "../src/index.ts";
import { accuracyTable, notElementwise } from "./accuracy-table.ts";

const backends = [
  ["reference", referenceBackend],
  ["cpu-wasm, relaxed SIMD", await createWasmBackend({ threads: 1 })],
  ["cpu-wasm, baseline SIMD", await createWasmBackend({ threads: 1, relaxed: false })],
] as const;

test("every activation has bounds of its accuracy", () => {
  const known = [...Object.keys(accuracyTable), ...Object.keys(notElementwise)];
  const missing = Object.keys(activations).filter((name) => !known.includes(name));
  expect(missing, "add a row to packages/activations/test/accuracy-table.ts").toEqual([]);
});

const rows = Object.entries(accuracyTable).flatMap(([name, list]) =>
  list.map((row, i) => [list.length > 1 ? `${name} ${i}` : name, row] as const),
);

describe.each(backends)("%s: value, slope and curvature over the whole range", (_, backend) => {
  test.each(rows)("%s", (name, row) => expectAccuracy(name, row, backend));
});
