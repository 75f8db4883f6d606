import { type Case, describeCases } from "@cambium/testing";
import { expect, test } from "vitest";
import conv from "./layers_conv.json" with { type: "json" };
import norm from "./layers_norm.json" with { type: "json" };
import pool from "./layers_pool.json" with { type: "json" };
import { operations } from "./operations.ts";

const cases = [conv, pool, norm].flatMap((file) => file.cases as unknown as Case[]);

test("all 53 cases are here", () => {
  expect(cases).toHaveLength(53);
});

describeCases("like PyTorch, in float64", cases, operations);
describeCases("like PyTorch, in float32", cases, operations, { dtype: "float32" });
