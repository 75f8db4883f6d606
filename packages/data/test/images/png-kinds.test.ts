import { decodeImage } from "@cambium/data";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { type PngPicture, samplesOf, writePng } from "./png-writer.ts";

const depths = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const;
const sizes = [
  [1, 1],
  [2, 1],
  [1, 2],
  [3, 3],
  [9, 10],
] as const;
const palette = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];

/** Every valid kind, with and without a transparent color, and palettes with one and with all opacities. */
const pictures: PngPicture[] = [];
for (const colorType of [0, 2, 3, 4, 6] as const)
  for (const depth of depths[colorType])
    for (const isInterlaced of [false, true])
      for (const [width, height] of sizes) {
        const count = samplesOf[colorType];
        const most = colorType === 3 ? Math.min(4, 2 ** depth) : 2 ** depth;
        const samples = Array.from(
          { length: width * height * count },
          (_, at) => (7919 * at + 5 * at * at) % most,
        );
        const base = { width, height, colorType, depth, isInterlaced, samples };
        const last = samples.slice(-count);
        if (colorType === 3) {
          const colors = palette.slice(0, 3 * most);
          pictures.push(
            { ...base, palette: colors },
            { ...base, palette: colors, transparency: [128] },
            { ...base, palette: colors, transparency: [1, 2, 3, 4].slice(0, most) },
          );
        } else if (colorType === 0 || colorType === 2) {
          const transparency = last.flatMap((value) => [value >> 8, value & 255]);
          pictures.push(
            base,
            { ...base, transparency },
            { ...base, transparency: transparency.map(() => 0) },
          );
        } else pictures.push(base);
      }

/** Expected pixels, [height, width, channels], by the definition of the color types. */
function expected({ colorType, depth, samples, palette: colors = [], transparency }: PngPicture): number[][] {
  const count = samplesOf[colorType];
  const highest = 2 ** depth - 1;
  const pixels = Array.from({ length: samples.length / count }, (_, at) =>
    samples.slice(at * count, (at + 1) * count),
  );
  return pixels.map((pixel) => {
    if (colorType === 3) {
      const color = pixel[0]!;
      const opacity = transparency ? [(transparency[color] ?? 255) / 255] : [];
      return [...colors.slice(3 * color, 3 * color + 3).map((value) => value / 255), ...opacity];
    }
    const values = pixel.map((value) => value / highest);
    if (!transparency) return values;
    const clear = pixel.every(
      (value, at) => value === 256 * transparency[2 * at]! + transparency[2 * at + 1]!,
    );
    return [...values, clear ? 0 : 1];
  });
}

const nameOf = ({ width, height, colorType, depth, isInterlaced, transparency }: PngPicture) =>
  `color type ${colorType}, ${depth} bits, ${width} × ${height}${isInterlaced ? ", interlaced" : ""}` +
  `${transparency ? `, tRNS ${transparency.join(" ")}` : ""}`;

describe("decodeImage reads every kind of PNG", () => {
  test.each(pictures.map((picture) => [nameOf(picture), picture] as const))("%s", async (_, picture) => {
    const pixels = expected(picture);
    const channels = pixels[0]!.length;
    const bytes = writePng(picture);
    const { data, shape } = await decodeImage(bytes, { dtype: "float32" });
    expect(shape).toEqual([channels, picture.height, picture.width]);
    const planes = Array.from({ length: channels }, (_, channel) => pixels.map((pixel) => pixel[channel]!));
    expect(data).toEqual(Float32Array.from(planes.flat()));
  });
});

test("the writer of these tests writes what another decoder reads", () => {
  for (const picture of pictures.filter(({ depth, transparency }) => depth >= 8 && !transparency)) {
    const { data, width, height } = decode(writePng(picture));
    expect([width, height, ...data]).toEqual([picture.width, picture.height, ...picture.samples]);
  }
});

test("a transparent color of the issue: one of two pixels", async () => {
  const picture: PngPicture = {
    ...{ width: 2, height: 1, colorType: 2, depth: 8, isInterlaced: false },
    samples: [1, 2, 3, 4, 5, 6],
    transparency: [0, 1, 0, 2, 0, 3],
  };
  const { data, shape } = await decodeImage(writePng(picture));
  expect([shape, [...data]]).toEqual([
    [4, 1, 2],
    [1, 4, 2, 5, 3, 6, 0, 255],
  ]);
});

test("only the bits of a sample count in a transparent color, and kinds with opacity ignore one", async () => {
  const size = { width: 1, height: 1, isInterlaced: false };
  const gray: PngPicture = { ...size, colorType: 0, depth: 8, samples: [7], transparency: [9, 7] };
  expect((await decodeImage(writePng(gray))).data).toEqual(Uint8Array.of(7, 0));
  const opaque: PngPicture = { ...size, colorType: 4, depth: 8, samples: [7, 8], transparency: [0, 7] };
  expect((await decodeImage(writePng(opaque))).data).toEqual(Uint8Array.of(7, 8));
});

describe("decodeImage refuses a PNG", () => {
  const base: PngPicture = { width: 1, height: 1, colorType: 3, depth: 8, isInterlaced: false, samples: [1] };
  test.each<[string, Partial<PngPicture>, string]>([
    ["without its palette", {}, "its pixels have colors of a palette, and there is none"],
    ["with a part of a color", { palette: [1, 2, 3, 4] }, "its palette has 4 bytes, not 3 for each color"],
    ["with a color beyond its palette", { palette: [1, 2, 3] }, "pixel 0, 0 has color 1 of a palette of 1"],
    [
      "with more opacities than colors",
      { palette: [1, 2, 3, 4, 5, 6], transparency: [1, 2, 3] },
      "there are 3 opacities for 2 colors",
    ],
    [
      "with half a transparent color",
      { colorType: 0, transparency: [1] },
      "its transparent color has 1 bytes, not 2",
    ],
    ["with too few pixels", { colorType: 2 }, "there are 2 bytes of pixels, not 4"],
    [
      "of a depth that its kind has not",
      { colorType: 2, depth: 4 },
      "no such kind exists: color type 2, 4 bits, compression 0, filter 0, interlace 0",
    ],
  ])("%s", async (_, change, reason) => {
    await expect(decodeImage(writePng({ ...base, ...change }), { name: "a.png" })).rejects.toThrow(
      `decodeImage: the PNG is broken: a.png: ${reason}. Get the file again.`,
    );
  });
});
