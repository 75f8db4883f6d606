import { grad } from "@cambium/autograd";
import { mul, split, sum, type Tensor, tensor, withRecorder } from "@cambium/tensor";
import { expect, test } from "vitest";

const x = tensor([1, 2, 3, 4, 5], { dtype: "float64" });

test("parts that the result does not depend on have a gradient of zeros", () => {
  const middle = (x: Tensor) => sum(mul(split(x, [2, 1, 2])[1]!, 7));
  expect(grad(middle)(x).toArray()).toEqual([0, 0, 7, 0, 0]);
});

test("recorders are told of one op with all parts as its results", () => {
  const heard: string[] = [];
  withRecorder({ record: ({ op, outputs }) => heard.push(`${op.name} ${outputs.length}`) }, () =>
    split(x, 2),
  );
  expect(heard).toEqual(["split 3"]);
});
