/** Exif orientation of the stored pixels, from 1 to 8; 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION = 0x0112;
const SHORT = 3;
/** Bytes of a directory entry. */
const ENTRY = 12;

/**
 * Reads the orientation from Exif data. Returns 1 if the data state no orientation or are damaged, as other readers do.
 *
 * @param tiff Exif data, starting with the byte order mark.
 * @see CIPA DC-008: Exchangeable image file format for digital still cameras: Exif Version 3.0 (2023), §4.6.
 */
export function orientationOf(tiff: Uint8Array): Orientation {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return 1;
  const order = view.getUint16(0);
  const isLittle = order === 0x4949;
  if ((!isLittle && order !== 0x4d4d) || view.getUint16(2, isLittle) !== 42) return 1;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 1;
  const end = Math.min(
    tiff.length - ENTRY,
    directory + 2 + (view.getUint16(directory, isLittle) - 1) * ENTRY,
  );
  for (let at = directory + 2; at <= end; at += ENTRY) {
    if (view.getUint16(at, isLittle) !== ORIENTATION) continue;
    const value = view.getUint16(at + 2, isLittle) === SHORT ? view.getUint16(at + 8, isLittle) : 1;
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
