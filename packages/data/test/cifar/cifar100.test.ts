import { gzipSync } from "node:zlib";
import { DataError, readCifar100 } from "@cambium/data";
import { describe, expect, test } from "vitest";
import { cifarRecord, joined } from "../bytes.ts";

const record = (coarse: number, fine: number, value: number) =>
  joined(Uint8Array.of(coarse), cifarRecord(fine, value));
const file = joined(record(4, 0, 10), record(14, 98, 20));

describe("readCifar100", () => {
  test("reads fine and coarse labels, plain and packed", async () => {
    const fine = await readCifar100([file, gzipSync(record(18, 13, 30))]);
    expect(Array.from(fine.labels)).toEqual([0, 98, 13]);
    expect(fine.classNames).toHaveLength(100);
    expect([0, 98, 13].map((label) => fine.classNames[label])).toEqual(["apple", "woman", "bus"]);
    expect(fine.image(1)).toEqual(Uint8Array.from({ length: 3072 }, (_, i) => 20 + Math.floor(i / 1024)));
    const coarse = await readCifar100([file], { labels: "coarse" });
    expect(Array.from(coarse.labels)).toEqual([4, 14]);
    expect(coarse.classNames).toHaveLength(20);
    expect([4, 14].map((label) => coarse.classNames[label])).toEqual(["fruit_and_vegetables", "people"]);
  });

  test("refuses files cut short, labels out of range, and other words", async () => {
    await expect(readCifar100([file.subarray(1)], { names: ["a.bin"] })).rejects.toThrow(
      new DataError(
        "readCifar100: not whole records: a.bin has 6147 bytes, 1 records of 3074 and 3073 more. " +
          "Get the file again; of an archive, give the .bin files in it.",
      ),
    );
    await expect(readCifar100([record(20, 0, 1)], { labels: "coarse" })).rejects.toThrow(
      "readCifar100: a label is out of range: number 0 of file 0 is 20, but there are 20 classes, 0 to 19.",
    );
    await expect(readCifar100([file], { labels: "all" as "fine" })).rejects.toThrow(
      new RangeError('readCifar100: labels must be "fine" or "coarse": got "all".'),
    );
  });
});
