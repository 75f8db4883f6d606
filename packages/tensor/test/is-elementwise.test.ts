import { add, isElementwise, matmul, ones, reshape, tanh, withRecorder } from "@cambium/tensor";
import { expect, test } from "vitest";

test("distinguishes elementwise ops from others", () => {
  const heard: [string, boolean][] = [];
  withRecorder({ record: ({ op }) => heard.push([op.name, isElementwise(op)]) }, () => {
    const x = ones([2, 2]);
    reshape(matmul(tanh(x), add(x, 1)), [4]);
  });
  expect(heard).toEqual([
    ["tanh", true],
    ["add", true],
    ["matmul", false],
    ["reshape", false],
  ]);
});
