import { DataError, readIdxImages } from "@cambium/data";
import { describe, expect, test } from "vitest";
import { idx } from "../bytes.ts";

const images = idx(0x08, [2, 1, 3], [1, 2, 3, 4, 5, 6]);
const labels = idx(0x08, [2], [7, 0]);

describe("readIdxImages", () => {
  test("joins images and labels", async () => {
    const data = await readIdxImages(images, labels);
    expect(data.length).toBe(2);
    expect(data.shape).toEqual([1, 1, 3]);
    expect(data.image(1)).toEqual(Uint8Array.of(4, 5, 6));
    expect(Array.from(data.labels)).toEqual([7, 0]);
    expect(data.classNames).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  });

  test("takes names of the classes", async () => {
    const classNames = Array.from({ length: 8 }, (_, i) => `class ${i}`);
    expect((await readIdxImages(images, labels, { classNames })).classNames).toBe(classNames);
  });
});

const names = { images: "a.idx3", labels: "b.idx1" };
const refused: [what: string, images: Uint8Array, labels: Uint8Array, text: string][] = [
  [
    "files in the wrong order",
    labels,
    images,
    "readIdxImages: not a file of images (count, height, width): a.idx3 holds a Uint8Array of shape [2]. " +
      "Give unsigned bytes, the images first and the labels second.",
  ],
  [
    "images of floats",
    idx(0x0d, [1, 1, 1], [0, 0, 0, 0]),
    labels,
    "readIdxImages: not a file of images (count, height, width): a.idx3 holds a Float32Array of shape [1, 1, 1]. " +
      "Give unsigned bytes, the images first and the labels second.",
  ],
  [
    "images for labels",
    images,
    images,
    "readIdxImages: not a file of labels (count): b.idx1 holds a Uint8Array of shape [2, 1, 3]. " +
      "Give unsigned bytes, the images first and the labels second.",
  ],
  [
    "counts that differ",
    images,
    idx(0x08, [3], [1, 2, 3]),
    "readIdxImages: the counts differ: a.idx3: 2 images, b.idx1: 3 labels. Give two files that belong together.",
  ],
  [
    "a label that is no class",
    images,
    idx(0x08, [2], [9, 10]),
    "readIdxImages: a label is out of range: number 1 of b.idx1 is 10, but there are 10 classes, 0 to 9. " +
      "Give the right file, or all classNames.",
  ],
  [
    "a broken file",
    images.subarray(0, 21),
    labels,
    "readIdx: the file is cut short: a.idx3 says that it holds [2, 1, 3], 6 bytes after its header, but has 5. " +
      "Get the file again.",
  ],
];

test.each(refused)("readIdxImages refuses %s", async (_what, imageBytes, labelBytes, text) => {
  await expect(readIdxImages(imageBytes, labelBytes, { names })).rejects.toThrow(new DataError(text));
});
