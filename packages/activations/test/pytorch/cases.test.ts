import { type Case, describeCases } from "@cambium/testing";
import { expect, test } from "vitest";
import activations from "./activations.json" with { type: "json" };
import { operations } from "./operations.ts";

const cases = [activations].flatMap((file) => file.cases as unknown as Case[]);

test("all 96 cases are here", () => {
  expect(cases).toHaveLength(96);
});

describeCases("like PyTorch, in float64", cases, operations);
describeCases("like PyTorch, in float32", cases, operations, { dtype: "float32" });
