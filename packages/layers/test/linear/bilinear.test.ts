import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { Bilinear } from "../../src/linear/bilinear.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);

test("is one bilinear form per output", () => {
  const layer = new Bilinear(2, 3, 2, { rng });
  layer.weight.value = tensor([
    [
      [1, 0, 0],
      [0, 2, 0],
    ],
    [
      [0, 0, 3],
      [1, 1, 1],
    ],
  ]);
  layer.bias!.value = tensor([10, 20]);
  // 1·1·4 + 2·2·5 + 10 and 1·3·6 + 2·(4 + 5 + 6) + 20
  expect(layer.forward(tensor([1, 2]), tensor([4, 5, 6])).toArray()).toEqual([34, 68]);
  expect(layer.forward(normal([4, 5, 2], { rng }), normal([4, 5, 3], { rng })).shape).toEqual([4, 5, 2]);
});

test("weight and bias start within ±1/√in1Features", () => {
  const layer = new Bilinear(16, 50, 20, { rng });
  for (const { value } of [layer.weight, layer.bias!]) {
    const largest = Math.max(...value.dataSync().map(Math.abs));
    expect(largest).toBeLessThanOrEqual(0.25);
    expect(largest).toBeGreaterThan(0.2);
  }
  expect(new Bilinear(2, 2, 2, { rng, bias: false }).bias).toBeUndefined();
});

test("inputs and sizes that do not fit are described", () => {
  const layer = new Bilinear(2, 3, 1, { rng });
  const text =
    "Bilinear(2, 3, 1): the inputs must be […, 2] and […, 3] with the same sizes before the last: got [4, 3] and [4, 2]. Are they in order?";
  expect(() => layer.forward(normal([4, 3], { rng }), normal([4, 2], { rng }))).toThrow(new ShapeError(text));
  expect(() => layer.forward(normal([4, 2], { rng }), normal([5, 3], { rng }))).toThrow(ShapeError);
  const size =
    "Bilinear: in2Features must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new Bilinear(2, 0, 1, { rng })).toThrow(new RangeError(size));
});

test("leaves nothing in memory but its result", () => {
  const layer = new Bilinear(2, 3, 1, { rng });
  const inputs = [normal([4, 2], { rng }), normal([4, 3], { rng })] as const;
  expectNoLeak(() => layer.forward(...inputs).dispose());
});
