import { crc32, deflateSync } from "node:zlib";

/** A PNG image to write. */
export interface PngPicture {
  readonly width: number;
  readonly height: number;
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly isInterlaced: boolean;
  /** Samples, [height, width, samples], each from 0 to 2^depth − 1. */
  readonly samples: readonly number[];
  readonly palette?: readonly number[];
  /** The bytes of the tRNS chunk. */
  readonly transparency?: readonly number[];
  /** The bytes of the eXIf chunk. */
  readonly exif?: Uint8Array;
}

/** Samples of a pixel for each color type. */
export const samplesOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** Pass of each pixel of an 8 × 8 block, as the specification tabulates it for Adam7. */
const passNumbers = [
  "16462646",
  "77777777",
  "56565656",
  "77777777",
  "36463646",
  "77777777",
  "56565656",
  "77777777",
];

/** Writes a PNG file whose rows use the five filters in turn. */
export function writePng(picture: PngPicture): Uint8Array {
  const { width, height, depth, colorType, isInterlaced, palette, transparency, exif } = picture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, Number(isInterlaced)], 8);
  const rows = isInterlaced
    ? [1, 2, 3, 4, 5, 6, 7].flatMap((pass) => rowsOf(picture, pass))
    : rowsOf(picture);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    ...(palette ? [chunk("PLTE", Uint8Array.from(palette))] : []),
    ...(transparency ? [chunk("tRNS", Uint8Array.from(transparency))] : []),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    ...(exif ? [chunk("eXIf", exif)] : []),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Filtered rows of a pass, or of the whole image. */
function rowsOf({ width, height, colorType, depth, samples }: PngPicture, pass?: number): Uint8Array[] {
  const count = samplesOf[colorType];
  const rows: Uint8Array[] = [];
  let above: Uint8Array | undefined;
  for (let y = 0; y < height; y++) {
    const values: number[] = [];
    for (let x = 0; x < width; x++) {
      if (pass === undefined || passNumbers[y % 8]![x % 8] === String(pass))
        values.push(...samples.slice((y * width + x) * count, (y * width + x + 1) * count));
    }
    if (values.length === 0) continue;
    const row = packBits(values, depth);
    rows.push(filtered(row, above, rows.length % 5, Math.max(1, (count * depth) / 8)));
    above = row;
  }
  return rows;
}

/** Packs values of `depth` bits, the first one in the highest bits. */
function packBits(values: readonly number[], depth: number): Uint8Array {
  const bits = values.map((value) => value.toString(2).padStart(depth, "0")).join("");
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
}

/** Filters a row: differences from the prediction of the filter. */
function filtered(
  row: Uint8Array,
  above: Uint8Array | undefined,
  filter: number,
  pixelBytes: number,
): Uint8Array {
  return Uint8Array.of(
    filter,
    ...row.map((value, at) => {
      const a = row[at - pixelBytes] ?? 0;
      const b = above?.[at] ?? 0;
      const c = above?.[at - pixelBytes] ?? 0;
      const nearest = [a, b, c].sort(
        (one, other) => Math.abs(a + b - c - one) - Math.abs(a + b - c - other),
      )[0]!;
      return value - [0, a, b, Math.floor((a + b) / 2), nearest][filter]!;
    }),
  );
}
