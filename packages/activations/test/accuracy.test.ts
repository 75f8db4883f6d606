import { readFileSync } from "node:fs";
import { grad } from "@cambium/autograd";
import { createWasmBackend } from "@cambium/cpu-wasm";
import { sum, type Tensor, tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { expectAccuracy, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import * as activations from "../src/index.ts";
import { accuracyTable, notElementwise } from "./accuracy-table.ts";

expect.extend({ toBeClose });

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

test("the table of the README has these bounds", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const [name, list] of Object.entries(accuracyTable)) {
    const most = (which: "value" | "slope" | "curvature") => Math.max(...list.map((row) => row[which]!.ulp));
    const cells = [most("value"), most("slope"), most("curvature")].map((ulp) => `\\s*${ulp} \\|`).join("");
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\`\\s*\\|${cells}`, "m"));
  }
});

test.each(rows)("%s in float64 is right far out", (_, { run, value, slope, curvature }) => {
  const far = [17, 30, 200, 308].flatMap((exponent) => [10 ** exponent, -(10 ** exponent)]);
  const points = [...far, Infinity, -Infinity];
  const x = tensor(points, { dtype: "float64" });
  const gradient = grad((x: Tensor) => sum(run(x)));
  const exactly = { rtol: 1e-12, atol: 1e-300 };
  expect(run(x)).toBeClose(points.map(value.formula), exactly);
  expect(gradient(x)).toBeClose(points.map(slope!.formula), exactly);
  expect(grad((x: Tensor) => sum(gradient(x)))(x)).toBeClose(points.map(curvature!.formula), exactly);
});

describe.each(backends)("%s: value, slope and curvature over the whole range", (_, backend) => {
  test.each(rows)("%s", (name, row) => expectAccuracy(name, row, backend));
});
