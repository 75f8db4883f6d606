import { type Case, describeCases } from "@cambium/testing";
import { expect, test } from "vitest";
import losses from "./losses.json" with { type: "json" };
import { operations } from "./operations.ts";

const cases = [losses].flatMap((file) => file.cases as unknown as Case[]);

test("all 37 cases are here", () => {
  expect(cases).toHaveLength(37);
});

describeCases("like PyTorch, in float64", cases, operations);
describeCases("like PyTorch, in float32", cases, operations, { dtype: "float32" });
