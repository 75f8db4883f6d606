import { COLUMNS, multiplyPanels, paddedRows, panelCount, panelRows, panelStart } from "../panels";
import { Tiles } from "./grid";
import { prepareTiles, SPARE_BYTES, transformFilter, transformInput, transformOutput } from "./transforms";

/*
 * Gradient of the filters, by Winograd's method: tiles of dy act as filters whose outputs are the taps.
 *
 *     dw[row, channel] = Aᵀ_r[Σ over tiles of (G_m·dy·Gᵀ_m) ⊙ (Bᵀ·d·B)]·A_r
 */

/** Parameters of `transformForFilters`. */
@unmanaged
class TransformForFilters extends Tiles {
  /** dy, padded to whole tiles, and the bytes of its rows, planes and samples. */
  dy: usize;
  dyRowBytes: usize;
  dyPlaneBytes: usize;
  dySampleBytes: usize;
  rows: i32;
  channels: i32;
  /** First tile to transform, and number of tiles. */
  begin: i32;
  count: i32;
  /** Transformed tiles of dy, and bytes from one position to the next. */
  rowTiles: usize;
  rowStep: usize;
  /** Transformed tiles of the image, and bytes from one position to the next. */
  channelTiles: usize;
  channelStep: usize;
}

/** Addresses of the tiles, in scratch memory. */
const ADDRESSES: usize = 4096;

/** Transforms some tiles of dy and of the image. Tasks: panels of rows, then panels of channels. */
export function transformForFilters(p: TransformForFilters, first: i32, last: i32, scratch: usize): void {
  const begin = p.begin;
  const count = p.count;
  const lines = paddedRows(p.rows);
  const panels = panelCount(lines);
  const addresses = scratch + ADDRESSES;
  prepareTiles(scratch);
  if (first < panels) {
    p.writeAddresses(begin, count, p.dy, p.dyRowBytes, p.dySampleBytes, addresses);
  }
  let task = first;
  for (; task < min(last, panels); task++) transformRows(p, panelStart(lines, task), scratch);
  if (task < last) {
    p.writeAddresses(begin, count, p.image, p.rowBytes, p.sampleBytes, addresses);
  }
  for (; task < last; task++) transformChannels(p, (task - panels) * COLUMNS, scratch);
}

/** Byte offset of line `line`, or of the last one if there are only `lines`. */
@inline
function lineAt(line: i32, lines: i32, bytes: usize): usize {
  return <usize>min(line, lines - 1) * bytes;
}

/** Transforms tiles of dy, for a panel of rows. */
function transformRows(p: TransformForFilters, line: i32, scratch: usize): void {
  const size = p.size;
  const rowBytes = p.dyRowBytes;
  const planeBytes = p.dyPlaneBytes;
  const rows = p.rows;
  const count = p.count;
  const step = p.rowStep;
  const width = panelRows(paddedRows(rows) - line);
  // Four rows at a time. In a panel of six, the last four overlap the first four.
  for (let lane = 0; lane < width - 3; lane += 2) {
    const row0 = lineAt(line + lane, rows, planeBytes);
    const row1 = lineAt(line + lane + 1, rows, planeBytes);
    const row2 = lineAt(line + lane + 2, rows, planeBytes);
    const row3 = lineAt(line + lane + 3, rows, planeBytes);
    let at = p.rowTiles + (<usize>(line * count + lane) << 2);
    for (let i = 0; i < count; i++) {
      const tile = <usize>load<u32>(scratch + ADDRESSES + (<usize>i << 2));
      transformFilter(size, tile + row0, tile + row1, tile + row2, tile + row3, rowBytes, 4, scratch, at, step);
      at += <usize>width << 2;
    }
  }
}

/** Transforms tiles of the image, for a panel of channels. */
function transformChannels(p: TransformForFilters, line: i32, scratch: usize): void {
  const rowBytes = p.rowBytes;
  const planeBytes = p.planeBytes;
  const channels = p.channels;
  const count = p.count;
  const step = p.channelStep;
  for (let lane = 0; lane < COLUMNS; lane += 4) {
    const channel0 = lineAt(line + lane, channels, planeBytes);
    const channel1 = lineAt(line + lane + 1, channels, planeBytes);
    const channel2 = lineAt(line + lane + 2, channels, planeBytes);
    const channel3 = lineAt(line + lane + 3, channels, planeBytes);
    let at = p.channelTiles + (<usize>(line * count + lane) << 2);
    for (let i = 0; i < count; i++) {
      const tile = <usize>load<u32>(scratch + ADDRESSES + (<usize>i << 2));
      transformInput(tile + channel0, tile + channel1, tile + channel2, tile + channel3, rowBytes, scratch, at, step);
      at += <usize>COLUMNS << 2;
    }
  }
}

/** Parameters of `multiplyForFilters`. */
@unmanaged
class MultiplyForFilters {
  rows: i32;
  channels: i32;
  /** Number of tiles. */
  count: i32;
  /** Transformed tiles of dy, and bytes from one position to the next. */
  rowTiles: usize;
  rowStep: usize;
  /** Transformed tiles of the image, and bytes from one position to the next. */
  channelTiles: usize;
  channelStep: usize;
  /** Sums [row, channel] of each position, and bytes from one position to the next. */
  sums: usize;
  sumStep: usize;
  /** True to add to the sums, false to set them. */
  accumulate: bool;
}

/** Adds the products of some tiles to the sums. Tasks: the 36 positions. */
export function multiplyForFilters(p: MultiplyForFilters, first: i32, last: i32, scratch: usize): void {
  const rows = p.rows;
  const channels = p.channels;
  for (let position = <usize>first; position < <usize>last; position++) {
    multiplyPanels(
      paddedRows(rows),
      rows,
      channels,
      p.count,
      p.rowTiles + position * p.rowStep,
      p.channelTiles + position * p.channelStep,
      p.sums + position * p.sumStep,
      <usize>channels << 2,
      p.accumulate,
      scratch,
    );
  }
}

/** Parameters of `finishFilters`. */
@unmanaged
class FinishFilters {
  /** Sums [row, channel] of each position, and bytes from one position to the next. */
  sums: usize;
  sumStep: usize;
  channels: i32;
  /** Taps along a side of a filter. */
  taps: i32;
  dw: usize;
}

/** Transforms the sums back to dw. Tasks: rows. */
export function finishFilters(p: FinishFilters, first: i32, last: i32, scratch: usize): void {
  const step = p.sumStep;
  const channels = p.channels;
  const taps = p.taps;
  const results = scratch + SPARE_BYTES;
  const size = taps * taps;
  prepareTiles(scratch);
  for (let row = first; row < last; row++) {
    const from = p.sums + (<usize>(row * channels) << 2);
    let to = p.dw + (<usize>(row * channels * size) << 2);
    for (let channel = 0; channel < channels; channel += 4) {
      transformOutput(taps, from + (<usize>channel << 2), step, scratch, results);
      for (let lane = 0; lane < min(4, channels - channel); lane++) {
        for (let tap = 0; tap < size; tap++) {
          store<f32>(to + (<usize>tap << 2), load<f32>(results + (<usize>(4 * tap + lane) << 2)));
        }
        to += <usize>size << 2;
      }
    }
  }
}
