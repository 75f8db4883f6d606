import type { DecodeRequest } from "./decode-request.ts";
import type { PngHeader } from "./png-header.ts";
import { inflateRows } from "./png-inflate.ts";
import { unfilter } from "./unfilter.ts";

/** Position of the first pixel of a pass, and the distances between its pixels. */
type Pass = readonly [left: number, top: number, across: number, down: number];

const whole: readonly Pass[] = [[0, 0, 1, 1]];
const adam7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** Size of a pass within the image. */
interface PassSize {
  readonly pass: Pass;
  readonly rows: number;
  readonly columns: number;
  readonly rowBytes: number;
}

/**
 * Decompresses the samples of an image, [height, width, samples], with values from 0 to 2^depth − 1.
 *
 * @param packed Compressed bytes, in parts.
 * @throws {DataError} If there are far more bytes than the header states.
 * @throws {Error} If the data are damaged, or there are fewer bytes than the header states.
 * @see Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025, §7 to §9.
 */
export function unpackSamples(
  packed: readonly Uint8Array[],
  header: PngHeader,
  request: DecodeRequest,
): Uint8Array | Uint16Array {
  const { width, height, depth, samples, isInterlaced } = header;
  const passes = (isInterlaced ? adam7 : whole).map((pass) => sizeOfPass(pass, header));
  const size = passes.reduce((sum, { rows, rowBytes }) => sum + rows * (1 + rowBytes), 0);
  const filtered = inflateRows(packed, size, request);
  const count = width * height * samples;
  const out = depth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  let at = 0;
  for (const pass of passes) at = unpackPass(filtered, at, pass, header, out);
  return out;
}

function sizeOfPass(pass: Pass, { width, height, depth, samples }: PngHeader): PassSize {
  const [left, top, across, down] = pass;
  const columns = Math.max(0, Math.ceil((width - left) / across));
  const rows = columns > 0 ? Math.max(0, Math.ceil((height - top) / down)) : 0;
  return { pass, rows, columns, rowBytes: Math.ceil((columns * samples * depth) / 8) };
}

/** Writes the samples of one pass to their positions, and returns the start of the next pass. */
function unpackPass(
  filtered: Uint8Array,
  start: number,
  { pass: [left, top, across, down], rows, columns, rowBytes }: PassSize,
  { width, depth, samples }: PngHeader,
  out: Uint8Array | Uint16Array,
): number {
  const pixelBytes = Math.max(1, (samples * depth) >>> 3);
  let above: Uint8Array = new Uint8Array(rowBytes);
  let at = start;
  for (let row = 0; row < rows; row++, at += 1 + rowBytes) {
    const bytes = filtered.subarray(at + 1, at + 1 + rowBytes);
    unfilter(filtered[at] as number, bytes, above, pixelBytes);
    const to = ((top + row * down) * width + left) * samples;
    if (depth === 8 && across === 1) out.set(bytes, to);
    else spread(bytes, columns, samples, depth, out, to, across * samples);
    above = bytes;
  }
  return at;
}

/** Writes the samples of a row, a pixel every `step` samples. */
function spread(
  bytes: Uint8Array,
  columns: number,
  samples: number,
  depth: number,
  out: Uint8Array | Uint16Array,
  start: number,
  step: number,
): void {
  for (let column = 0, from = 0; column < columns; column++) {
    const to = start + column * step;
    for (let sample = 0; sample < samples; sample++, from++) out[to + sample] = sampleAt(bytes, from, depth);
  }
}

/** Sample at an index of a row. The first sample is in the highest bits of a byte. */
function sampleAt(bytes: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return bytes[index] as number;
  if (depth === 16) return ((bytes[2 * index] as number) << 8) | (bytes[2 * index + 1] as number);
  const bit = index * depth;
  return ((bytes[bit >>> 3] as number) >>> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}
