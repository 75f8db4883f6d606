/**
 * Reverses the filter of a row of a PNG image in place. The file stores each byte as the difference from a prediction.
 *
 * @param filter Prediction: none (0), the byte of the pixel on the left (1), the byte above (2), the mean of both, rounded down
 * (3), or Paeth's choice of left, above, and above left (4).
 * @param above The row above, already restored; zeros for the first row.
 * @param pixelBytes Bytes of a pixel, at least 1.
 * @throws {Error} If there is no such filter.
 * @see Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025, §9.
 */
export function unfilter(filter: number, row: Uint8Array, above: Uint8Array, pixelBytes: number): void {
  if (filter === 1) addLeft(row, pixelBytes);
  else if (filter === 2) addAbove(row, above);
  else if (filter === 3) addMean(row, above, pixelBytes);
  else if (filter === 4) addPaeth(row, above, pixelBytes);
  else if (filter !== 0) throw new Error(`Unsupported filter: ${filter}`);
}

function addLeft(row: Uint8Array, pixelBytes: number): void {
  for (let at = pixelBytes; at < row.length; at++)
    row[at] = (row[at] as number) + (row[at - pixelBytes] as number);
}

function addAbove(row: Uint8Array, above: Uint8Array): void {
  for (let at = 0; at < row.length; at++) row[at] = (row[at] as number) + (above[at] as number);
}

function addMean(row: Uint8Array, above: Uint8Array, pixelBytes: number): void {
  const first = Math.min(pixelBytes, row.length);
  for (let at = 0; at < first; at++) row[at] = (row[at] as number) + ((above[at] as number) >>> 1);
  for (let at = first; at < row.length; at++) {
    const sum = (row[at - pixelBytes] as number) + (above[at] as number);
    row[at] = (row[at] as number) + (sum >>> 1);
  }
}

function addPaeth(row: Uint8Array, above: Uint8Array, pixelBytes: number): void {
  const first = Math.min(pixelBytes, row.length);
  for (let at = 0; at < first; at++) row[at] = (row[at] as number) + (above[at] as number);
  for (let at = first; at < row.length; at++) {
    const left = row[at - pixelBytes] as number;
    const corner = above[at - pixelBytes] as number;
    row[at] = (row[at] as number) + paeth(left, above[at] as number, corner);
  }
}

/** The neighbor that is closest to left + up − corner; the first one if two are equally close. */
function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
