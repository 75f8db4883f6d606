import { gzipSync } from "node:zlib";
import { DataError, readCifar10 } from "@cambium/data";
import { describe, expect, test } from "vitest";
import { cifarRecord, joined } from "../bytes.ts";

const first = joined(cifarRecord(3, 10), cifarRecord(8, 20));
const second = cifarRecord(0, 30);

describe("readCifar10", () => {
  test("joins files, plain and packed, in their order", async () => {
    const data = await readCifar10([first, gzipSync(second)]);
    expect(data.length).toBe(3);
    expect(data.shape).toEqual([3, 32, 32]);
    expect(Array.from(data.labels)).toEqual([3, 8, 0]);
    expect(data.classNames[8]).toBe("ship");
    for (const [index, start] of [10, 20, 30].entries()) {
      const expected = Uint8Array.from({ length: 3072 }, (_, i) => start + Math.floor(i / 1024));
      expect(data.image(index)).toEqual(expected);
    }
  });

  test("makes an empty data set of no files", async () => {
    expect((await readCifar10([])).length).toBe(0);
  });
});

const refused: [what: string, file: Uint8Array, text: string][] = [
  ["an empty file", new Uint8Array(), "readCifar10: the file is empty: b.bin. Get the file again."],
  [
    "a file cut short",
    first.subarray(0, 5000),
    "readCifar10: not whole records: b.bin has 5000 bytes, 1 records of 3073 and 1927 more. " +
      "Get the file again; of an archive, give the .bin files in it.",
  ],
  [
    "a label that is no class",
    joined(first, cifarRecord(10, 0)),
    "readCifar10: a label is out of range: number 2 of b.bin is 10, but there are 10 classes, 0 to 9. " +
      "Give the right file, or all classNames.",
  ],
  [
    "gzip cut short",
    new Uint8Array(gzipSync(first)).subarray(0, 30),
    "readCifar10: gzip data are broken or cut short: b.bin, 30 bytes. Get the file again.",
  ],
];

describe("readCifar10 refuses", () => {
  test.each(refused)("%s", async (_what, file, text) => {
    await expect(readCifar10([first, file], ["a.bin", "b.bin"])).rejects.toThrow(new DataError(text));
  });

  test("with a number where no name is given", async () => {
    await expect(readCifar10([first, new Uint8Array()])).rejects.toThrow(
      "readCifar10: the file is empty: file 1.",
    );
  });
});
