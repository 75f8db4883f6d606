import { digits, type LabelledImages } from "@cambium/data";
import { readCifar10Files, readIdxImageFiles } from "@cambium/data/files";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { realData } from "./real-data.ts";

const mnist = realData("mnist");
const fashion = realData("fashion-mnist");
const cifar10 = realData("cifar10");

const read = (folder: string, part: "train" | "t10k") =>
  readIdxImageFiles({
    images: `${folder}/${part}-images-idx3-ubyte.gz`,
    labels: `${folder}/${part}-labels-idx1-ubyte.gz`,
  });

/** Length, first ten labels, and mean and standard deviation to four places. */
function summary(data: LabelledImages) {
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

/** The label of the known image with the least squared distance. */
function nearest(known: LabelledImages, image: Uint8Array): number | undefined {
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
