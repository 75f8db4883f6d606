import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeImage, statistics } from "@cambium/data";
import { imageFolder, readImageFile } from "@cambium/data/files";
import { describe, expect, test } from "vitest";
import * as images from "../small-images.ts";
import { app1, exif, withSegments } from "./exif-writer.ts";
import { type PngPicture, writePng } from "./png-writer.ts";

/** Stored rows of the picture 123 456. The specification lists the sides that the first row and the first column show. */
const stored: readonly (readonly [orientation: number, sides: string, rows: readonly string[]])[] = [
  [1, "top, left", ["123", "456"]],
  [2, "top, right", ["321", "654"]],
  [3, "bottom, right", ["654", "321"]],
  [4, "bottom, left", ["456", "123"]],
  [5, "left, top", ["14", "25", "36"]],
  [6, "right, top", ["36", "25", "14"]],
  [7, "right, bottom", ["63", "52", "41"]],
  [8, "left, bottom", ["41", "52", "63"]],
];
const upright = { data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [1, 2, 3] };

function grayPng(rows: readonly string[], exifData?: Uint8Array): Uint8Array {
  const picture: PngPicture = {
    ...{ width: rows[0]!.length, height: rows.length, colorType: 0, depth: 8, isInterlaced: false },
    samples: rows.flatMap((row) => Array.from(row, Number)),
    ...(exifData && { exif: exifData }),
  };
  return writePng(picture);
}

describe("decodeImage turns a picture upright", () => {
  test.each(stored)("PNG, orientation %d: %s", async (orientation, _, rows) => {
    for (const isLittle of [true, false]) {
      const png = grayPng(rows, exif(orientation, isLittle));
      expect(await decodeImage(png)).toEqual(upright);
      const asStored = await decodeImage(png, { applyOrientation: false });
      expect(asStored).toEqual({
        data: Uint8Array.from(rows.join(""), Number),
        shape: [1, rows.length, rows[0]!.length],
      });
    }
  });

  test.each(stored)("JPEG, orientation %d: %s", async (orientation, _, rows) => {
    const plain = await decodeImage(images.colorJpeg);
    const [, height, width] = plain.shape as [number, number, number];
    for (const isLittle of [true, false]) {
      const turned = await decodeImage(withSegments(images.colorJpeg, app1(exif(orientation, isLittle))));
      expect(turned.shape).toEqual(rows.length === 3 ? [3, width, height] : [3, height, width]);
      // Index of the stored corner that shows the number 1, 3, 4 or 6 of the picture.
      const cornerOf = (digit: string): number => {
        const row = rows.findIndex((text) => text.includes(digit));
        return (row === 0 ? 0 : (height - 1) * width) + (rows[row]!.indexOf(digit) === 0 ? 0 : width - 1);
      };
      const [, seenHeight, seenWidth] = turned.shape as [number, number, number];
      const seen = [0, seenWidth - 1, (seenHeight - 1) * seenWidth, seenHeight * seenWidth - 1];
      for (const channel of [0, 1, 2]) {
        const start = channel * width * height;
        expect(seen.map((at) => turned.data[start + at])).toEqual(
          ["1", "3", "4", "6"].map((digit) => plain.data[start + cornerOf(digit)]),
        );
      }
    }
  });

  test("with palettes, opacity and 16 bits, and before channels are chosen", async () => {
    const size = { width: 2, height: 1, isInterlaced: false } as const;
    const exifData = exif(6, true);
    const palette: PngPicture = {
      ...size,
      colorType: 3,
      depth: 1,
      samples: [0, 1],
      palette: [1, 2, 3, 4, 5, 6],
      exif: exifData,
    };
    expect(await decodeImage(writePng(palette))).toEqual({
      data: Uint8Array.of(1, 4, 2, 5, 3, 6),
      shape: [3, 2, 1],
    });
    const deep: PngPicture = {
      ...size,
      colorType: 4,
      depth: 16,
      samples: [65535, 0, 0, 65535],
      exif: exifData,
    };
    expect(await decodeImage(writePng(deep), { dtype: "float32" })).toEqual({
      data: Float32Array.of(1, 0, 0, 1),
      shape: [2, 2, 1],
    });
    const gray = await decodeImage(withSegments(images.grayJpeg, app1(exifData)), { channels: 1 });
    expect(gray.shape).toEqual([1, 11, 9]);
  });
});

describe("an orientation that is not stated leaves the picture as it is stored", () => {
  test.each<[string, Uint8Array]>([
    ["out of range", exif(9, true)],
    ["0", exif(0, false)],
    ["of another type", exif(6, true, 4)],
    ["in data of another byte order", changed(exif(6, true), 0, 0x4a)],
    ["in data of another version", changed(exif(6, true), 2, 43)],
    ["in data that end before it", exif(6, true).subarray(0, 30)],
    ["in data that end in their header", exif(6, true).subarray(0, 7)],
    ["in a directory beyond the data", changed(exif(6, true), 4, 255)],
    ["in no data", new Uint8Array()],
  ])("%s", async (_, data) => {
    const jpeg = await decodeImage(withSegments(images.colorJpeg, app1(data)));
    expect(jpeg.shape).toEqual([3, 9, 11]);
    expect((await decodeImage(grayPng(["123", "456"], data))).shape).toEqual([1, 2, 3]);
  });

  test("in a segment of another kind, or after the first Exif data", async () => {
    const xmp: [number, Uint8Array] = [0xe1, Buffer.from("http://ns.adobe.com/xap/1.0/\0MM\0*")];
    const decode = (...segments: [number, Uint8Array][]) =>
      decodeImage(withSegments(images.colorJpeg, ...segments));
    expect((await decode(xmp, app1(exif(6, true)))).shape).toEqual([3, 11, 9]);
    expect((await decode(app1(exif(1, true)), app1(exif(6, true)))).shape).toEqual([3, 9, 11]);
    expect((await decode([0xe2, app1(exif(6, true))[1]])).shape).toEqual([3, 9, 11]);
  });
});

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

describe("files", () => {
  test("are read upright, measured upright, and as stored where that is wanted", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cambium-"));
    try {
      await mkdir(join(folder, "cats"));
      const path = join(folder, "cats", "a.jpg");
      await writeFile(path, withSegments(images.colorJpeg, app1(exif(6, false))));
      const upright = await imageFolder(folder);
      const sideways = await imageFolder(folder, { applyOrientation: false });
      expect((await upright.get(0)).x.shape).toEqual([3, 11, 9]);
      expect((await sideways.get(0)).x.shape).toEqual([3, 9, 11]);
      expect((await readImageFile(path)).shape).toEqual([3, 11, 9]);
      expect((await readImageFile(path, { applyOrientation: false })).shape).toEqual([3, 9, 11]);
      const [one, other] = [await statistics(upright), await statistics(sideways)];
      for (const [channel, mean] of one.mean.entries()) expect(mean).toBeCloseTo(other.mean[channel]!, 12);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("name the option when another is given", async () => {
    await expect(decodeImage(images.colorJpeg, { orientation: false } as never)).rejects.toThrow(
      new TypeError("decodeImage: there is no option orientation. Did you mean applyOrientation?"),
    );
    await expect(decodeImage(images.colorJpeg, { applyOrientation: 6 } as never)).rejects.toThrow(
      new RangeError("decodeImage: applyOrientation must be true or false: got 6."),
    );
  });
});
