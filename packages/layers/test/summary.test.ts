import { relu } from "@cambium/activations";
import { receptiveField, summary } from "@cambium/module";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Conv1d, Conv2d, Flatten, Linear, MaxPool2d, type Part, Residual, Sequential } from "../src/index.ts";

const rng = new Rng(1);

test("LeNet-5 adds up 416,520 products", () => {
  const lenet = new Sequential(
    new Conv2d(1, 6, 5, { rng, padding: 2 }),
    relu,
    new MaxPool2d(2),
    new Conv2d(6, 16, 5, { rng }),
    relu,
    new MaxPool2d(2),
    new Flatten(),
    new Linear(400, 120, { rng }),
    relu,
    new Linear(120, 84, { rng }),
    relu,
    new Linear(84, 10, { rng }),
  );
  const { rows, multiplyAdds, parameterBytes } = summary(lenet, [1, 1, 28, 28]);
  const work = rows.filter((row) => row.multiplyAdds > 0).map((row) => row.multiplyAdds);
  expect(work).toEqual([28 * 28 * 6 * 25, 10 * 10 * 16 * 150, 400 * 120, 120 * 84, 840]);
  expect(multiplyAdds).toBe(416_520);
  expect(parameterBytes).toBe(4 * 61_706);
  expect(rows.map(({ type }) => type)).toEqual(
    [
      "Conv2d",
      "relu",
      "MaxPool2d",
      "Conv2d",
      "relu",
      "MaxPool2d",
      "Flatten",
      "Linear",
      "relu",
      "Linear",
    ].concat(["relu", "Linear"]),
  );
  expect(rows.map((row) => row.receptiveField?.size[0])).toEqual([
    5,
    5,
    6,
    14,
    14,
    16,
    ...new Array(6).fill(undefined),
  ]);
  expect(summary(lenet, [32, 1, 28, 28]).multiplyAdds).toBe(32 * 416_520);
});

/** Convolutions of kernel size 3 in blocks that each end by halving the image, as VGG-16 has them. */
function vggFeatures(blocks: readonly (readonly number[])[]): Sequential {
  let channels = 3;
  const parts = blocks.flatMap((widths) => [
    ...widths.flatMap((width): Part[] => {
      const conv = new Conv2d(channels, width, 3, { rng, padding: 1 });
      channels = width;
      return [conv, relu];
    }),
    new MaxPool2d(2),
  ]);
  return new Sequential(...parts);
}

test("a network like VGG-16, an eighth as wide, has the work of its convolutions", () => {
  const blocks = [
    [8, 8],
    [16, 16],
    [32, 32, 32],
    [64, 64, 64],
    [64, 64, 64],
  ];
  const model = new Sequential(
    vggFeatures(blocks),
    new Flatten(),
    new Linear(64 * 49, 512, { rng }),
    relu,
    new Linear(512, 1000, { rng }),
  );
  const { rows, multiplyAdds, parameters } = summary(model, [1, 3, 224, 224]);
  const convolutions = [
    224 ** 2 * 9 * (3 * 8 + 8 * 8),
    112 ** 2 * 9 * (8 * 16 + 16 * 16),
    56 ** 2 * 9 * (16 * 32 + 2 * 32 * 32),
    28 ** 2 * 9 * (32 * 64 + 2 * 64 * 64),
    14 ** 2 * 9 * (3 * 64 * 64),
  ];
  const linear = 3136 * 512 + 512 * 1000;
  expect(multiplyAdds).toBe(convolutions.reduce((sum, n) => sum + n) + linear);
  expect(parameters).toBe(
    9 * (24 + 64 + 128 + 256 + 512 + 2048 + 2048 + 8192 + 12288) +
      2 * 8 +
      2 * 16 +
      3 * 32 +
      6 * 64 +
      linear +
      1512,
  );
  // The last convolution of VGG-16 has a receptive field of 196 × 196, and pooling enlarges it to 212.
  const pooled = rows.findLast((row) => row.receptiveField)!;
  expect(pooled.receptiveField).toEqual({ size: [212, 212], stride: [32, 32], start: [-90, -90] });
});

test("a residual block has the receptive field of its longer path", () => {
  const block = new Residual(
    new Sequential(
      new Conv2d(2, 4, 3, { rng, padding: 1, stride: 2 }),
      relu,
      new Conv2d(4, 4, 3, { rng, padding: 1 }),
    ),
    new Conv2d(2, 4, 1, { rng, stride: 2 }),
  );
  const { rows } = summary(block, [1, 2, 8, 8]);
  expect(
    rows.map(({ name, receptiveField: field, multiplyAdds }) => [name, field?.size, multiplyAdds]),
  ).toEqual([
    ["main.0", [3, 3], 16 * 4 * 18],
    ["main.1", [3, 3], 0],
    ["main.2", [7, 7], 16 * 4 * 36],
    ["shortcut", [1, 1], 16 * 4 * 2],
  ]);
  expect(receptiveField(block, [1, 2, 8, 8])).toEqual({ size: [7, 7], stride: [2, 2], start: [-3, -3] });
});

test("each dilated convolution doubles the receptive field", () => {
  const layers = [1, 2, 4, 8].map((dilation) => new Conv1d(1, 1, 2, { rng, dilation }));
  expect(receptiveField(new Sequential(...layers), [1, 1, 32])).toMatchObject({ size: [1, 16] });
});
