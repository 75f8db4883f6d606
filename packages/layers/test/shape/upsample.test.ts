import { arange, normal, Rng, reshape, ShapeError, type Tensor, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { Upsample, type UpsampleMode, type UpsampleOptions } from "../../src/shape/upsample.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const x = tensor([
  [
    [
      [1, 2],
      [3, 4],
    ],
  ],
]);

test("nearest repeats pixels", () => {
  expect(new Upsample({ scaleFactor: [1, 2] }).forward(x).toArray()).toEqual([
    [
      [
        [1, 1, 2, 2],
        [3, 3, 4, 4],
      ],
    ],
  ]);
  expect(new Upsample({ size: 4 }).forward(x).shape).toEqual([1, 1, 4, 4]);
});

/** Indices of a row of six that nearest takes. */
function placesTaken(options: UpsampleOptions): number[] {
  const row = reshape(arange(0, 6, { dtype: "float32" }), [1, 1, 1, 6]);
  return Array.from(new Upsample(options).forward(row).dataSync());
}

test("nearest takes index ⌊i/scale⌋, where the scale is the factor, or the ratio of sizes", () => {
  expect(placesTaken({ size: [1, 4] })).toEqual([0, 1, 3, 4]);
  expect(placesTaken({ size: [1, 9] })).toEqual([0, 0, 1, 2, 2, 3, 4, 4, 5]);
  expect(placesTaken({ scaleFactor: [1, 0.5] })).toEqual([0, 2, 4]);
  // 6·0.4 = 2.4 positions: steps of 2.5, not of 3
  expect(placesTaken({ scaleFactor: [1, 0.4] })).toEqual([0, 2]);
  // 6·1.1 = 6.6 positions: as many as before, but with steps of 1/1.1
  expect(placesTaken({ scaleFactor: [1, 1.1] })).toEqual([0, 0, 1, 2, 3, 4]);
});

test("bilinear weights the surrounding pixels", () => {
  expect(new Upsample({ scaleFactor: 2, mode: "bilinear" }).forward(x).toArray()).toEqual([
    [
      [
        [1, 1.25, 1.75, 2],
        [1.5, 1.75, 2.25, 2.5],
        [2.5, 2.75, 3.25, 3.5],
        [3, 3.25, 3.75, 4],
      ],
    ],
  ]);
});

test("bilinear with corners aligned divides the distance between them evenly", () => {
  const layer = new Upsample({ scaleFactor: 2, mode: "bilinear", alignCorners: true });
  const row = [1, 4 / 3, 5 / 3, 2];
  const wanted = [0, 2 / 3, 4 / 3, 2].map((down) => row.map((value) => value + down));
  expect(layer.forward(x)).toBeClose([[wanted]], { rtol: 1e-6 });
  expect(new Upsample({ size: 1, mode: "bilinear", alignCorners: true }).forward(x).item()).toBe(1);
});

/** Bilinear sampling, from its definition, one number at a time. */
function sampled(image: Tensor, height: number, width: number, scale: number | undefined): number[] {
  const [, , rows, columns] = image.shape as [number, number, number, number];
  const values = image.dataSync();
  const source = (i: number, before: number, after: number) =>
    Math.max(0, (i + 0.5) / (scale ?? after / before) - 0.5);
  const at = (row: number, column: number) =>
    values[Math.min(row, rows - 1) * columns + Math.min(column, columns - 1)]!;
  return Array.from({ length: height * width }, (_, k) => {
    const [r, c] = [source(Math.floor(k / width), rows, height), source(k % width, columns, width)];
    const [top, left] = [Math.floor(r), Math.floor(c)];
    const [down, right] = [r - top, c - left];
    const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
    const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
    return upper * (1 - down) + lower * down;
  });
}

test.each<[UpsampleOptions, number, number]>([
  [{ size: [7, 3] }, 7, 3],
  [{ scaleFactor: 1.7 }, 6, 8],
  [{ scaleFactor: 0.6 }, 2, 3],
])("bilinear follows its definition: %o", (options, height, width) => {
  const image = normal([1, 1, 4, 5], { rng, dtype: "float64" });
  const y = new Upsample({ ...options, mode: "bilinear" }).forward(image);
  expect(y.shape).toEqual([1, 1, height, width]);
  const { scaleFactor } = options as { scaleFactor?: number };
  const wanted = sampled(image, height, width, scaleFactor);
  expect(reshape(y, [height * width])).toBeClose(wanted, { rtol: 1e-12, atol: 1e-12 });
});

test("gradients of first and second order", () => {
  const image = normal([1, 2, 2, 3], { rng, dtype: "float64" });
  const layers = [
    new Upsample({ scaleFactor: 2 }),
    new Upsample({ size: [3, 2] }),
    new Upsample({ size: [3, 5], mode: "bilinear" }),
    new Upsample({ scaleFactor: 2, mode: "bilinear", alignCorners: true }),
  ];
  for (const layer of layers) {
    for (const order of [1, 2] as const) checkGradient((x) => layer.forward(x), [image], { order });
  }
});

test("invalid options are named", () => {
  const either = (got: string) =>
    new TypeError(`Upsample: needs either size or scaleFactor: got ${got}. Give one of them.`);
  expect(() => new Upsample({})).toThrow(either("neither"));
  expect(() => new Upsample({ size: 2, scaleFactor: 2 })).toThrow(either("both"));
  const mode = "Upsample: there is no mode cubic. Use nearest or bilinear.";
  expect(() => new Upsample({ size: 2, mode: "cubic" as UpsampleMode })).toThrow(new TypeError(mode));
  const corners = "Upsample: alignCorners is for mode bilinear: got it for nearest. Leave it out.";
  expect(() => new Upsample({ size: 2, alignCorners: true })).toThrow(new RangeError(corners));
  const size = "Upsample: size must be whole numbers of at least 1: got 0.";
  expect(() => new Upsample({ size: [2, 0] })).toThrow(new RangeError(size));
  const factor = "Upsample: scaleFactor must be above 0 and finite: got -2. 2 doubles the size.";
  expect(() => new Upsample({ scaleFactor: -2 })).toThrow(new RangeError(factor));
});

test("inputs that are not images, or would become empty, are described", () => {
  const rank =
    "Upsample({ size: 2 }): needs images [N, C, H, W]: got [2]. Use unsqueeze for a missing dimension.";
  expect(() => new Upsample({ size: 2 }).forward(tensor([1, 2]))).toThrow(new ShapeError(rank));
  const gone = "Upsample({ scaleFactor: 0.25 }): 2 rows would become 0. Use a larger image or factor.";
  expect(() => new Upsample({ scaleFactor: 0.25 }).forward(x)).toThrow(new ShapeError(gone));
});

test("leaves nothing in memory but its result", () => {
  for (const mode of ["nearest", "bilinear"] as const) {
    for (const size of [3, 4]) expectNoLeak(() => new Upsample({ size, mode }).forward(x).dispose());
  }
});
