import {
  ArrayDataset,
  classBalancedSampler,
  concat,
  decodeImage,
  type Examples,
  kFold,
  LabeledImages,
  readCifar10,
  readCsv,
  readIdx,
  shared,
  split,
  standardize,
  subset,
  weightedSampler,
} from "@cambium/data";
import { expect, test } from "vitest";

/** Arrays whose type leaves open if memory is shared, as many functions return them. */
const floats: Float32Array<ArrayBufferLike> = Float32Array.of(1, 2);
const bytes: Uint8Array<ArrayBufferLike> = Uint8Array.of(1, 2);
const numbers: readonly number[] = [0, 1];
const pair: readonly [0.5, 0.5] = [0.5, 0.5];

test("arrays over any memory and readonly arrays are accepted", async () => {
  const dataset = new ArrayDataset({ x: { data: floats, shape: [] }, y: { data: bytes } });
  const sets: readonly Examples[] = [dataset, subset(dataset, numbers)];
  expect(concat(sets).length).toBe(4);
  expect(split(dataset, { fractions: pair, stratify: numbers, shuffle: false })).toHaveLength(2);
  expect(kFold(dataset, { folds: 2, stratify: bytes, shuffle: false })).toHaveLength(2);
  expect(standardize(dataset, { mean: [0], std: [1] }).length).toBe(2);
  expect([weightedSampler(floats).length, classBalancedSampler(numbers).length]).toEqual([2, 2]);
  expect(shared(floats)).toEqual(floats);
  const shape: readonly [number, number, number] = [1, 1, 1];
  const classNames: readonly string[] = ["a", "b", "c"];
  expect(new LabeledImages({ pixels: bytes, labels: bytes, shape, classNames }).length).toBe(2);
  expect((await readCsv(new TextEncoder().encode("a\n1\n") as Uint8Array<ArrayBufferLike>)).length).toBe(1);
  await expect(decodeImage(bytes)).rejects.toThrow();
  await expect(readIdx(bytes)).rejects.toThrow();
  await expect(readCifar10([bytes] as readonly Uint8Array<ArrayBufferLike>[])).rejects.toThrow();
});
