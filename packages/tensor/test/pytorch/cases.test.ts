import { type Case, describeCases, type Tolerance } from "@cambium/testing";
import { expect, test } from "vitest";
import { operations } from "./operations.ts";
import elementwise from "./tensor_elementwise.json" with { type: "json" };
import matmul from "./tensor_matmul.json" with { type: "json" };
import reduce from "./tensor_reduce.json" with { type: "json" };
import shape from "./tensor_shape.json" with { type: "json" };

const cases: readonly Case[] = [elementwise, reduce, matmul, shape].flatMap(
  (file) => file.cases as unknown as Case[],
);

/** PyTorch itself loses that much on the variance of numbers near 1000. */
const inFloat32 = (name: string): Tolerance =>
  name.includes("offset") ? { rtol: 1e-4, atol: 1e-4 } : { rtol: 1e-5, atol: 1e-5 };

test("all 374 cases are here", () => {
  expect(cases).toHaveLength(374);
});

describeCases("like PyTorch, in float64", cases, operations);
describeCases("like PyTorch, in float32", cases, operations, { dtype: "float32", tolerance: inFloat32 });
