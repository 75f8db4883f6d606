import { createHash } from "node:crypto";
import { digits, type LabeledImages, readCsv, split, standardize, statistics } from "@cambium/data";
import { csvFile, readCifar10Files, readIdxImageFiles, readImageFile } from "@cambium/data/files";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { realData } from "./real-data.ts";

const mnist = realData("mnist");
const fashion = realData("fashion-mnist");
const cifar10 = realData("cifar10");
const photographs = realData("images");
const tabular = realData("tabular");

const read = (folder: string, part: "train" | "t10k") =>
  readIdxImageFiles({
    images: `${folder}/${part}-images-idx3-ubyte.gz`,
    labels: `${folder}/${part}-labels-idx1-ubyte.gz`,
  });

/** Length, first ten labels, and mean and standard deviation to four decimals. */
function summary(data: LabeledImages) {
  const { mean, std } = data.statistics();
  const rounded = (values: readonly number[]) => values.map((value) => value.toFixed(4));
  return [data.length, data.labels.slice(0, 10).join(" "), rounded(mean).join(" "), rounded(std).join(" ")];
}

describe.skipIf(mnist.missing)(mnist.title, { timeout: 30_000 }, () => {
  test("reads, and has the figures that are known of it", async () => {
    expect(summary(await read(mnist.path, "train"))).toEqual([
      60000,
      "5 0 4 1 9 2 1 3 1 4",
      "0.1307",
      "0.3081",
    ]);
    expect(summary(await read(mnist.path, "t10k"))).toEqual([
      10000,
      "7 2 1 0 4 1 4 9 5 9",
      "0.1325",
      "0.3105",
    ]);
  });

  test("is so like the embedded digits that the nearest of 3000 names 4 of 5 real ones", async () => {
    const known = digits({ count: 3000, rng: new Rng(1) });
    const real = await read(mnist.path, "t10k");
    const hits = Array.from({ length: 300 }, (_, i) => nearest(known, real.image(i)) === real.labels[i]);
    expect(hits.filter(Boolean).length / hits.length).toBeGreaterThan(0.8);
  });
});

describe.skipIf(fashion.missing)(fashion.title, { timeout: 30_000 }, () => {
  test("reads, and has the figures that are known of it", async () => {
    expect(summary(await read(fashion.path, "train"))).toEqual([
      60000,
      "9 0 0 3 0 2 7 2 5 5",
      "0.2860",
      "0.3530",
    ]);
    expect(summary(await read(fashion.path, "t10k"))).toEqual([
      10000,
      "9 2 1 1 6 1 4 6 5 7",
      "0.2868",
      "0.3524",
    ]);
  });
});

describe.skipIf(cifar10.missing)(cifar10.title, { timeout: 30_000 }, () => {
  test("reads, and has the figures that are known of it", async () => {
    const train = await readCifar10Files([`${cifar10.path}/data_batch_1.bin.gz`]);
    expect(summary(train).slice(0, 3)).toEqual([10000, "6 9 9 4 1 1 2 7 8 3", "0.4935 0.4834 0.4472"]);
    const counts = new Array<number>(10).fill(0);
    for (const label of train.labels) counts[label]!++;
    expect(counts).toEqual([1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981]);
    const some = await readCifar10Files([`${cifar10.path}/test_batch_first1000.bin.gz`]);
    expect(summary(some).slice(0, 3)).toEqual([1000, "3 8 8 0 6 6 1 6 3 1", "0.4967 0.4867 0.4510"]);
  });
});

describe.skipIf(photographs.missing)(`photographs: ${photographs.title}`, () => {
  // Shape, first and last pixel, and SHA-256 of all pixels, decoded by Pillow 9.4 with libjpeg-turbo.
  test.each([
    [
      "china.jpg",
      [3, 427, 640],
      [174, 201, 231],
      [15, 24, 7],
      "703b57b1605931243bb0722533f5c165023c472db8b8d8c8c29ba3f2fb233f9e",
    ],
    [
      "flower.jpg",
      [3, 427, 640],
      [2, 19, 13],
      [9, 43, 27],
      "fdf9c4b028214ce5f5a6669c9d37aa3356302fcbf8b8a30cf6e46d55a44ff11a",
    ],
    [
      "rocket.jpg",
      [3, 427, 640],
      [17, 33, 58],
      [83, 61, 37],
      "94bc01cd6c3812d001dc262b1fc2de79c32671282dd2a1043f7ac6e120b19f94",
    ],
    [
      "hubble_deep_field.jpg",
      [3, 872, 1000],
      [15, 7, 4],
      [7, 18, 12],
      "85b4affbfad09ffb0203cc6f8eed2dda1c88acefcf5ab9237a65bd0c7f3611b0",
    ],
    [
      "astronaut.png",
      [3, 512, 512],
      [154, 147, 151],
      [0, 0, 0],
      "9d1263ba0e684c996ad8d59ebeeb479d2608e2d7bb09a217aafcb77f1c5f9533",
    ],
    [
      "chelsea.png",
      [3, 300, 451],
      [143, 120, 104],
      [162, 138, 128],
      "9c717786308ef130d869e61afda7439c5a84e3624d7d1bc0500947db97a023f1",
    ],
    [
      "coffee.png",
      [3, 400, 600],
      [21, 13, 8],
      [143, 60, 29],
      "9b3e037f9cd32e3aa4673b24f51de4b8b0a6c6fc4c4f2c89d2dd5d63cc43e8f2",
    ],
    [
      "camera.png",
      [1, 512, 512],
      [200],
      [149],
      "5cb24482a53416f99052258be2b1ee38cd31c559a70c8a8b321cba231b332e21",
    ],
  ])("%s has the pixels that are known of it", async (name, size, first, last, sha256) => {
    const { data, shape } = await readImageFile(`${photographs.path}/${name}`);
    const plane = shape[1] * shape[2];
    const pixel = (at: number) =>
      Array.from({ length: shape[0] }, (_, channel) => data[channel * plane + at]);
    expect([shape, pixel(0), pixel(plane - 1)]).toEqual([size, first, last]);
    expect(createHash("sha256").update(data).digest("hex")).toBe(sha256);
  });
});

describe.skipIf(tabular.missing)(`tables: ${tabular.title}`, () => {
  test("iris has the counts and means that are known of it", async () => {
    const table = await readCsv(csvFile(`${tabular.path}/iris.csv`), {
      header: false,
      skipRows: 1,
      types: { 4: ["0", "1", "2"] },
    });
    const flowers = table.examples({ y: "4" });
    expect(statistics(flowers).mean.map((value) => value.toFixed(4))).toEqual([
      "5.8433",
      "3.0573",
      "3.7580",
      "1.1993",
    ]);
    const labels = table.column("4").values;
    expect([0, 1, 2].map((label) => labels.filter((one) => one === label).length)).toEqual([50, 50, 50]);
    const [train, test] = split(flowers, { fractions: [0.8, 0.2], stratify: labels, rng: new Rng(1) });
    const measured = statistics(train);
    const again = statistics(standardize(train, measured));
    for (const value of again.mean) expect(value).toBeCloseTo(0, 5);
    for (const value of again.std) expect(value).toBeCloseTo(1, 5);
    expect(Math.abs(statistics(standardize(test, measured)).mean[0] as number)).toBeLessThan(0.5);
  });

  test("the digits of optdigits, packed, sum to what is known", async () => {
    const table = await readCsv(csvFile(`${tabular.path}/digits.csv.gz`), { header: false });
    const sum = table.columns
      .slice(0, 64)
      .reduce((total, { values }) => total + (values as Float64Array).reduce((a, b) => a + b), 0);
    expect([table.length, sum]).toEqual([1797, 561718]);
  });

  test("the houses of California lack 207 values, which are named or left out", async () => {
    const path = `${tabular.path}/california_housing.csv`;
    await expect(readCsv(csvFile(path), { name: path })).rejects.toThrow(
      /^readCsv: 207 values are missing: .*california_housing\.csv: row 184, column "total_bedrooms"; row 329,.*and 202 more\./,
    );
    const table = await readCsv(csvFile(path), { onMissing: "skip" });
    expect([table.length, table.skipped]).toEqual([20640 - 207, 207]);
    expect(table.column("ocean_proximity").categories).toEqual([
      "NEAR BAY",
      "<1H OCEAN",
      "INLAND",
      "NEAR OCEAN",
      "ISLAND",
    ]);
    expect(table.examples({ y: "median_house_value", oneHot: true }).x.shape).toEqual([8 + 5]);
  });
});

/** Label of the known image with the smallest squared distance. */
function nearest(known: LabeledImages, image: Uint8Array): number | undefined {
  let best = Number.POSITIVE_INFINITY;
  let label: number | undefined;
  for (let i = 0; i < known.length; i++) {
    const other = known.pixels.subarray(i * image.length, (i + 1) * image.length);
    let distance = 0;
    for (let at = 0; at < image.length; at++) {
      const difference = image[at]! - other[at]!;
      distance += difference * difference;
    }
    if (distance < best) {
      best = distance;
      label = known.labels[i];
    }
  }
  return label;
}
