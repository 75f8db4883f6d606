import { crc32 } from "node:zlib";
import { DataError, type DecodeOptions, decodeImage } from "@cambium/data";
import { encode } from "fast-png";
import { zlibSync } from "fflate";
import { describe, expect, test } from "vitest";
import * as images from "../small-images.ts";

describe("decodeImage of PNG", () => {
  test.each<[string, Uint8Array, DecodeOptions, number[], number[]]>([
    ["1 bit", images.bits1Png, {}, [1, 2, 3], [0, 255, 0, 255, 255, 0]],
    [
      "a palette",
      images.palettePng,
      {},
      [3, 2, 3],
      [10, 40, 70, 70, 40, 10, 20, 50, 80, 80, 50, 20, 30, 60, 90, 90, 60, 30],
    ],
    ["16 bits, rounded", images.bits16Png, {}, [1, 2, 3], [0, 1, 255, 4, 128, 1]],
    ["opacity", images.opacityPng, {}, [4, 1, 2], [1, 5, 2, 6, 3, 7, 4, 8]],
    ["opacity that is not wanted", images.opacityPng, { channels: 3 }, [3, 1, 2], [1, 5, 2, 6, 3, 7]],
    ["gray and opacity", images.grayOpacityPng, {}, [2, 1, 2], [1, 5, 2, 6]],
    [
      "gray and opacity as color",
      images.grayOpacityPng,
      { channels: 4 },
      [4, 1, 2],
      [1, 5, 1, 5, 1, 5, 2, 6],
    ],
    [
      "gray as color",
      images.bits1Png,
      { channels: 3 },
      [3, 2, 3],
      [0, 255, 0, 255, 255, 0, 0, 255, 0, 255, 255, 0, 0, 255, 0, 255, 255, 0],
    ],
    // 0.299 · 1 + 0.587 · 2 + 0.114 · 3 = 1.815, and with 5, 6 and 7 it is 5.815.
    ["color as gray", images.opacityPng, { channels: 1 }, [1, 1, 2], [2, 6]],
    ["an animation, still", images.animatedPng, {}, [3, 2, 2], new Array(12).fill(10)],
  ])("with %s", async (_what, bytes, options, shape, pixels) => {
    expect(await decodeImage(bytes, options)).toEqual({ shape, data: Uint8Array.from(pixels) });
  });

  test("keeps all of 16 bits as floats", async () => {
    const { data } = await decodeImage(images.bits16Png, { dtype: "float32" });
    expect(data).toEqual(Float32Array.of(0, 257 / 65535, 1, 1000 / 65535, 32768 / 65535, 129 / 65535));
  });

  test("reads opacity of a palette, and missing opacity as full", async () => {
    const { data, shape } = await decodeImage(images.paletteOpacityPng);
    expect(shape).toEqual([4, 2, 3]);
    expect(data.subarray(18)).toEqual(Uint8Array.of(0, 128, 255, 255, 128, 0));
    const full = await decodeImage(images.bits1Png, { channels: 4 });
    expect(full.data.subarray(18)).toEqual(new Uint8Array(6).fill(255));
  });

  test("reads interlaced ones with several pixels in a byte, and a transparent color", async () => {
    const values = Array.from({ length: 11 * 13 }, (_, at) => (3 * Math.floor(at / 13) + (at % 13) ** 2) % 4);
    const gray = await decodeImage(images.interlacedGrayPng);
    expect(gray.shape).toEqual([2, 11, 13]);
    expect([...gray.data]).toEqual([
      ...values.map((value) => value * 85),
      ...values.map((value) => (value === 2 ? 0 : 255)),
    ]);
    const { data } = await decodeImage(images.interlacedPalettePng);
    expect([...data]).toEqual([10, 20, 30].flatMap((dark) => values.map((value) => dark + 30 * (value % 2))));
  });

  test("reads a transparent color, of 16 bits too", async () => {
    const pixels = [1, 2, 3, 1, 2, 4, 3, 2, 1];
    for (const depth of [8, 16] as const) {
      const data = depth === 8 ? Uint8Array.from(pixels) : Uint16Array.from(pixels);
      const plain = encode({ width: 3, height: 1, channels: 3, depth, data });
      const bytes = withChunk(plain, "tRNS", Uint8Array.of(0, 1, 0, 2, 0, 3));
      const decoded = await decodeImage(bytes, { dtype: "float32" });
      expect(decoded.shape).toEqual([4, 1, 3]);
      expect(decoded.data.subarray(9)).toEqual(Float32Array.of(0, 1, 1));
      expect((await decodeImage(bytes, { channels: 3 })).shape).toEqual([3, 1, 3]);
    }
  });
});

/** Inserts a chunk after the header of a PNG file. */
function withChunk(png: Uint8Array, type: string, data: Uint8Array): Uint8Array {
  const part = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length);
  ends.writeUInt32BE(crc32(part), 4);
  return Buffer.concat([png.subarray(0, 33), ends.subarray(0, 4), part, ends.subarray(4), png.subarray(33)]);
}

describe("decodeImage of JPEG", () => {
  test("reads baseline and progressive alike, as Pillow does", async () => {
    const { data, shape } = await decodeImage(images.colorJpeg);
    expect(shape).toEqual([3, 9, 11]);
    expect([data[0], data[99], data[198]]).toEqual([6, 39, 74]);
    expect([data[98], data[197], data[296]]).toEqual([202, 249, 59]);
    expect(await decodeImage(images.progressiveJpeg)).toEqual({ data, shape });
  });

  test("reads gray, and color as gray", async () => {
    const { data, shape } = await decodeImage(images.grayJpeg);
    expect([shape, data[0], data[98]]).toEqual([[1, 9, 11], 0, 210]);
    const gray = await decodeImage(images.colorJpeg, { channels: 1, dtype: "float32" });
    expect(gray.data[0]).toBeCloseTo((0.299 * 6 + 0.587 * 39 + 0.114 * 74) / 255, 6);
  });

  test("reads one that lacks only the marker of its end, if it has one scan", async () => {
    const without = (jpeg: Uint8Array) => decodeImage(jpeg.subarray(0, -2));
    expect(await without(images.colorJpeg)).toEqual(await decodeImage(images.colorJpeg));
    expect(await without(images.grayJpeg)).toEqual(await decodeImage(images.grayJpeg));
    await expect(without(images.progressiveJpeg)).rejects.toThrow("Premature end of JPEG file.");
    await expect(decodeImage(images.colorJpeg.subarray(0, -3))).rejects.toThrow(
      "Premature end of JPEG file.",
    );
  });

  test("goes on after a broken one", async () => {
    await expect(decodeImage(images.colorJpeg.subarray(0, 640))).rejects.toThrow(DataError);
    expect((await decodeImage(images.colorJpeg)).shape).toEqual([3, 9, 11]);
  });
});

/** Returns a copy with some bytes changed. */
function changed(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

/** PNG file whose header does not match its pixels. */
function lyingPng(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const honest = encode({ width: 1, height: 1, data: Uint8Array.of(0), channels: 1 });
  const view = new DataView(honest.buffer, honest.byteOffset);
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc32(honest.subarray(12, 29)));
  const withoutPixels = Buffer.concat([honest.subarray(0, 33), honest.subarray(-12)]);
  return withChunk(withoutPixels, "IDAT", zlibSync(pixels, { level: 9 }));
}

const frame = images.colorJpeg.findIndex((byte, at) => byte === 0xff && images.colorJpeg[at + 1] === 0xc0);
const manyScans = Uint8Array.from([...images.colorJpeg, ...new Array(65).fill([0xff, 0xda]).flat()]);
const again = "Get the file again.";

const refused: [what: string, bytes: Uint8Array, text: string][] = [
  ["no bytes", new Uint8Array(), `decodeImage: the file is empty: a.png. ${again}`],
  [
    "another format",
    images.gif,
    "decodeImage: neither PNG nor JPEG: a.png begins with 47 49 46 38, which is GIF. Convert it to one of them.",
  ],
  [
    "what is no image",
    Uint8Array.of(1, 2),
    "decodeImage: neither PNG nor JPEG: a.png begins with 01 02. Convert it to one of them.",
  ],
  [
    "a PNG cut short",
    images.opacityPng.subarray(0, 45),
    `decodeImage: the PNG is cut short: a.png has 45 bytes, and its part at 33 needs more. ${again}`,
  ],
  [
    "a PNG without header",
    changed(images.opacityPng, 12, 88),
    `decodeImage: the PNG is broken: a.png begins with a part "XHDR" of 13 bytes, not with its header. ${again}`,
  ],
  [
    "a PNG with a wrong checksum",
    changed(images.opacityPng, 42, 0),
    "decodeImage: the PNG is broken: a.png: ",
  ],
  [
    "a PNG of no size",
    lyingPng(0, 3, Uint8Array.of(0)),
    `decodeImage: the PNG has no size to decode: a.png is 0 × 3, allowed are 1 to 134217728 pixels. ${again.slice(0, -1)}, or allow more with maxPixels.`,
  ],
  [
    "a PNG of a size that no memory has",
    lyingPng(4_000_000_000, 4_000_000_000, Uint8Array.of(0)),
    "decodeImage: the PNG has no size to decode: a.png is 4000000000 × 4000000000, allowed are 1 to 134217728 pixels.",
  ],
  [
    "a PNG that unpacks to too much",
    lyingPng(8, 8, new Uint8Array(2 ** 29)),
    `decodeImage: the PNG unpacks to too much: a.png states pixels of 72 bytes. ${again}`,
  ],
  [
    "a JPEG cut short",
    images.colorJpeg.subarray(0, images.colorJpeg.length - 20),
    `decodeImage: the JPEG is broken or cut short: a.png, ${images.colorJpeg.length - 20} bytes: Premature end of JPEG file. ${again}`,
  ],
  [
    "a JPEG cut short in its header",
    images.colorJpeg.subarray(0, 100),
    `decodeImage: the JPEG is cut short: a.png has 100 bytes, and ends in its header. ${again}`,
  ],
  [
    "a JPEG in CMYK",
    images.cmykJpeg,
    "decodeImage: the JPEG has 4 channels: a.png, gray has 1 and color 3; 4 are CMYK. Convert it to RGB.",
  ],
  [
    "a JPEG of 12 bits",
    changed(images.colorJpeg, frame + 4, 12),
    `decodeImage: the JPEG cannot be decoded: a.png, at byte ${frame}: it has 12 bits a channel, not 8. Get another file.`,
  ],
  [
    "a JPEG without loss",
    changed(images.colorJpeg, frame + 1, 0xc3),
    `decodeImage: the JPEG cannot be decoded: a.png, at byte ${frame}: it is coded in a rare way, frame c3; convert it to baseline. Get another file.`,
  ],
  [
    "a JPEG that states more pixels than its bytes can hold",
    changed(changed(images.colorJpeg, frame + 5, 0x27), frame + 7, 0x27),
    `decodeImage: the JPEG cannot be decoded: a.png, at byte ${frame}: it states 9995 × 9993 pixels, too many for ${images.colorJpeg.length} bytes. Get another file.`,
  ],
  [
    "a JPEG with bytes between its segments",
    changed(images.colorJpeg, 20, 7),
    "decodeImage: the JPEG cannot be decoded: a.png, at byte 20: a segment should begin at 20, but there is byte 7. Get another file.",
  ],
  [
    "a JPEG with too many scans",
    manyScans,
    "it has more than 64 scans, which would take too long. Get another file.",
  ],
];

describe("decodeImage refuses", () => {
  test.each(refused)("%s", { timeout: 30_000 }, async (_what, bytes, text) => {
    const decoded = decodeImage(bytes, { name: "a.png" });
    await expect(decoded).rejects.toThrow(DataError);
    await expect(decoded).rejects.toThrow(text);
  });

  test("more pixels than are allowed", async () => {
    await expect(decodeImage(images.colorJpeg, { maxPixels: 98, name: "a.jpg" })).rejects.toThrow(
      new DataError(
        "decodeImage: the JPEG has no size to decode: a.jpg is 11 × 9, allowed are 1 to 98 pixels. " +
          "Get the file again, or allow more with maxPixels.",
      ),
    );
  });

  test("options out of range", async () => {
    const decode = (options: object) => decodeImage(images.opacityPng, options);
    await expect(decode({ channels: 2 })).rejects.toThrow(
      new RangeError("decodeImage: channels must be 1, 3 or 4: got 2. Leave it out to keep the default."),
    );
    await expect(decode({ dtype: "int8" })).rejects.toThrow(
      new RangeError('decodeImage: dtype must be "uint8" or "float32": got "int8".'),
    );
    await expect(decode({ maxPixels: 0 })).rejects.toThrow(
      new RangeError("decodeImage: maxPixels must be at least 1: got 0."),
    );
  });
});
