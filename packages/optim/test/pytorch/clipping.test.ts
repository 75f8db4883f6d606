import { clipByGlobalNorm, clipByValue, globalNorm, type Rule } from "@cambium/optim";
import { type Case, type CaseOperation, describeCases, type NamedTensors } from "@cambium/testing";
import { expect, test } from "vitest";
import file from "./clipping.json" with { type: "json" };

const clipped = (rule: Rule, grads: NamedTensors): NamedTensors =>
  rule.update(grads, grads, rule.init(grads), 0).grads;

const operations: Readonly<Record<string, CaseOperation>> = {
  clip_grad_norm: (grads, { max_norm, norm_type }) => {
    const order = Number(norm_type);
    const total_norm = globalNorm(grads, { order });
    return { total_norm, ...clipped(clipByGlobalNorm(max_norm, { order }), grads) };
  },
  clip_grad_value: (grads, { clip_value }) => clipped(clipByValue(clip_value), grads),
};

const cases = file.cases as unknown as Case[];

test("every case of the file runs", () => {
  expect(cases).toHaveLength(file.count);
  expect(new Set(cases.map(({ op }) => op))).toEqual(new Set(Object.keys(operations)));
});

describeCases("like PyTorch, in float64", cases, operations);
describeCases("like PyTorch, in float32", cases, operations, { dtype: "float32" });
