import { createWasmBackend } from "@cambium/cpu-wasm";
import { referenceBackend } from "@cambium/tensor/reference";
import { expectAccuracy } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import * as losses from "../src/index.ts";
import { accuracyTable } from "./accuracy-table.ts";

const backends = [
  ["reference", referenceBackend],
  ["cpu-wasm, relaxed SIMD", await createWasmBackend({ threads: 1 })],
  ["cpu-wasm, baseline SIMD", await createWasmBackend({ threads: 1, relaxed: false })],
] as const;

test("every loss has bounds of its accuracy", () => {
  const missing = Object.keys(losses).filter((name) => !Object.keys(accuracyTable).includes(name));
  expect(missing, "add a row to packages/losses/test/accuracy-table.ts").toEqual([]);
});

const rows = Object.entries(accuracyTable).flatMap(([name, list]) =>
  list.map((row, i) => [list.length > 1 ? `${name} ${i}` : name, row] as const),
);

describe.each(backends)("%s: value and gradient over the whole range", (_, backend) => {
  test.each(rows)("%s", (name, row) => expectAccuracy(name, row, backend));
});
