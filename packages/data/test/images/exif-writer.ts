/** Exif data with an entry before the orientation. */
export function exif(orientation: number, isLittle: boolean, type = 3): Uint8Array {
  const bytes = Buffer.alloc(8 + 2 + 2 * 12 + 4);
  const word = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(isLittle ? "II" : "MM");
  word(42, 2);
  long(8, 4);
  word(2, 8);
  word(0x0100, 10);
  word(4, 12);
  long(1, 14);
  long(6, 18);
  word(0x0112, 22);
  word(type, 24);
  long(1, 26);
  word(orientation, 30);
  return bytes;
}

/** Inserts segments after the first marker of a JPEG file. */
export function withSegments(
  jpeg: Uint8Array,
  ...segments: readonly [marker: number, data: Uint8Array][]
): Uint8Array {
  const inserted = segments.map(([marker, data]) => {
    const head = Buffer.of(0xff, marker, 0, 0);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  });
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), ...inserted, jpeg.subarray(2)]));
}

/** Segment with Exif data. */
export const app1 = (data: Uint8Array): [number, Uint8Array] => [
  0xe1,
  Buffer.concat([Buffer.from("Exif\0\0"), data]),
];
