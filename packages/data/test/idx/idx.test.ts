import { gzipSync } from "node:zlib";
import { DataError, readIdx } from "@cambium/data";
import { describe, expect, test } from "vitest";
import { idx } from "../bytes.ts";

const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
const small = idx(0x08, [2, 3], [1, 2, 3, 4, 5, 255]);

describe("readIdx", () => {
  test("reads unsigned bytes, without a copy", async () => {
    const { shape, data } = await readIdx(small);
    expect(shape).toEqual([2, 3]);
    expect(data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 255));
    expect(data.buffer).toBe(small.buffer);
  });

  test("reads what gzip packed", async () => {
    expect(await readIdx(gzip(small))).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 255) });
  });

  test("reads bytes that do not begin at the start of their buffer", async () => {
    const buffer = new Uint8Array(small.length + 3);
    buffer.set(small, 3);
    expect((await readIdx(buffer.subarray(3))).data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 255));
  });

  test.each([
    ["int8", 0x09, [0xff, 0x7f], Int8Array.of(-1, 127)],
    ["int16", 0x0b, [0xff, 0xfe, 0x01, 0x02], Int16Array.of(-2, 258)],
    ["int32", 0x0c, [0xff, 0xff, 0xff, 0xfd, 0, 1, 0, 0], Int32Array.of(-3, 65536)],
    ["float32", 0x0d, [0xbf, 0xc0, 0, 0, 0x40, 0, 0, 0], Float32Array.of(-1.5, 2)],
    ["float64", 0x0e, [0xbf, 0xf8, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0], Float64Array.of(-1.5, 2)],
  ])("reads big-endian %s", async (_name, type, bytes, expected) => {
    expect(await readIdx(idx(type, [2], bytes))).toEqual({ shape: [2], data: expected });
  });

  test("reads an array without elements", async () => {
    expect(await readIdx(idx(0x08, [0, 28, 28], []))).toEqual({ shape: [0, 28, 28], data: new Uint8Array() });
  });
});

const refused: [what: string, bytes: Uint8Array, text: string][] = [
  ["no bytes", new Uint8Array(), "readIdx: the file is empty: a.idx. Get the file again."],
  ["an empty file in gzip", gzip(new Uint8Array()), "readIdx: the file is empty: a.idx. Get the file again."],
  [
    "another format",
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a),
    "readIdx: not an IDX file: a.idx begins with 89 50 4e 47, and IDX with 00 00 and a type, 08 to 0e. " +
      "Give the right file.",
  ],
  [
    "an unknown type",
    idx(0x0a, [1], [1]),
    "readIdx: not an IDX file: a.idx begins with 00 00 0a 01, and IDX with 00 00 and a type, 08 to 0e. " +
      "Give the right file.",
  ],
  [
    "a header cut short",
    small.subarray(0, 11),
    "readIdx: the file is cut short: a.idx ends in its header, after 11 bytes. Get the file again.",
  ],
  [
    "only the magic number",
    Uint8Array.of(0, 0, 8),
    "readIdx: the file is cut short: a.idx ends in its header, after 3 bytes. Get the file again.",
  ],
  [
    "elements cut short",
    small.subarray(0, 17),
    "readIdx: the file is cut short: a.idx says that it holds [2, 3], 6 bytes after its header, but has 5. " +
      "Get the file again.",
  ],
  [
    "elements too many",
    idx(0x0b, [1], [0, 1, 2]),
    "readIdx: the file is too long: a.idx says that it holds [1], 2 bytes after its header, but has 3. " +
      "Get the file again.",
  ],
  [
    "sizes beyond all memory",
    idx(0x0e, [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], []),
    "readIdx: the file is cut short: a.idx says that it holds [4294967295, 4294967295, 4294967295], " +
      "6.3382529967139284e+29 bytes after its header, but has 0. Get the file again.",
  ],
  [
    "gzip cut short",
    gzip(small).subarray(0, 20),
    "readIdx: gzip data are broken or cut short: a.idx, 20 bytes. Get the file again.",
  ],
  [
    "gzip broken",
    gzip(small).fill(0x55, 12, 16),
    `readIdx: gzip data are broken or cut short: a.idx, ${gzip(small).length} bytes. Get the file again.`,
  ],
];

describe("readIdx refuses", () => {
  test.each(refused)("%s", async (_what, bytes, text) => {
    await expect(readIdx(bytes, "a.idx")).rejects.toThrow(new DataError(text));
  });

  test("a small file that gzip unpacks to a huge one", async () => {
    const bomb = gzip(new Uint8Array(2 ** 26 + 1));
    await expect(readIdx(bomb, "bomb.gz")).rejects.toThrow(
      "readIdx: gzip data unpack to too much: bomb.gz, more than 67108864 bytes from " +
        `${bomb.length}. Unpack the file first, if it is what it should be.`,
    );
  });
});
