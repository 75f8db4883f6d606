import { COLUMNS, multiplyPanels, paddedRows, panelCount, panelRows, panelStart } from "../panels";
import { Tiles } from "./grid";
import { prepareTiles, SPARE_BYTES, transformFilter, transformInput, transformOutput } from "./transforms";

/*
 * The gradient of the filters, by Winograd's method: dy's tiles are filters whose outputs are the taps.
 *
 *     dw[row, channel] = Aᵀ_r[Σ over tiles of (G_m·dy·Gᵀ_m) ⊙ (Bᵀ·d·B)]·A_r
 *
 * Parameters of the first two kernels: those of `Tiles` for the image; at 32 dy, and bytes of a row, a plane and a sample of it; at 48 rows and
 * channels; first tile, and how many; at 64 transformed dy, transformed image and sums, each followed by the bytes from one position to the next;
 * whether to add to the sums.
 */

/** Where each tile begins, in scratch memory. */
const ADDRESSES: usize = 4096;

/** Transforms some tiles of dy and of the image. Tasks: panels of rows, then panels of channels. */
export function transformForFilters(params: usize, first: i32, last: i32, scratch: usize): void {
  const tiles = changetype<Tiles>(params);
  const begin = load<i32>(params, 56);
  const count = load<i32>(params, 60);
  const lines = paddedRows(load<i32>(params, 48));
  const panels = panelCount(lines);
  const addresses = scratch + ADDRESSES;
  prepareTiles(scratch);
  if (first < panels) {
    tiles.writeAddresses(begin, count, load<u32>(params, 32), load<u32>(params, 36), load<u32>(params, 44), addresses);
  }
  let task = first;
  for (; task < min(last, panels); task++) transformRows(params, panelStart(lines, task), scratch);
  if (task < last) {
    tiles.writeAddresses(begin, count, tiles.image, tiles.rowBytes, tiles.sampleBytes, addresses);
  }
  for (; task < last; task++) transformChannels(params, (task - panels) * COLUMNS, scratch);
}

/** Where line `line` begins, of which there are `lines`: beyond the last, where the last one does. */
@inline
function lineAt(line: i32, lines: i32, bytes: u32): usize {
  return <usize>(<u32>min(line, lines - 1) * bytes);
}

/** Tiles of dy, for a panel of rows. */
function transformRows(params: usize, line: i32, scratch: usize): void {
  const size = changetype<Tiles>(params).size;
  const rowBytes = <usize>load<u32>(params, 36);
  const planeBytes = load<u32>(params, 40);
  const rows = load<i32>(params, 48);
  const count = load<i32>(params, 60);
  const step = <usize>load<u32>(params, 68);
  const width = panelRows(paddedRows(rows) - line);
  // Four rows at a time; of a panel of six the last four overlap the first.
  for (let lane = 0; lane < width - 3; lane += 2) {
    const row0 = lineAt(line + lane, rows, planeBytes);
    const row1 = lineAt(line + lane + 1, rows, planeBytes);
    const row2 = lineAt(line + lane + 2, rows, planeBytes);
    const row3 = lineAt(line + lane + 3, rows, planeBytes);
    let at = <usize>load<u32>(params, 64) + (<usize>(line * count + lane) << 2);
    for (let i = 0; i < count; i++) {
      const p = <usize>load<u32>(scratch + ADDRESSES + (<usize>i << 2));
      transformFilter(size, p + row0, p + row1, p + row2, p + row3, rowBytes, 4, scratch, at, step);
      at += <usize>width << 2;
    }
  }
}

/** Tiles of the image, for a panel of channels. */
function transformChannels(params: usize, line: i32, scratch: usize): void {
  const tiles = changetype<Tiles>(params);
  const rowBytes = <usize>tiles.rowBytes;
  const planeBytes = tiles.planeBytes;
  const channels = load<i32>(params, 52);
  const count = load<i32>(params, 60);
  const step = <usize>load<u32>(params, 76);
  for (let lane = 0; lane < COLUMNS; lane += 4) {
    const channel0 = lineAt(line + lane, channels, planeBytes);
    const channel1 = lineAt(line + lane + 1, channels, planeBytes);
    const channel2 = lineAt(line + lane + 2, channels, planeBytes);
    const channel3 = lineAt(line + lane + 3, channels, planeBytes);
    let at = <usize>load<u32>(params, 72) + (<usize>(line * count + lane) << 2);
    for (let i = 0; i < count; i++) {
      const p = <usize>load<u32>(scratch + ADDRESSES + (<usize>i << 2));
      transformInput(p + channel0, p + channel1, p + channel2, p + channel3, rowBytes, scratch, at, step);
      at += <usize>COLUMNS << 2;
    }
  }
}

/** Adds the products of some tiles to the sums. Tasks: the 36 positions. */
export function multiplyForFilters(params: usize, first: i32, last: i32, scratch: usize): void {
  const rows = load<i32>(params, 48);
  const channels = load<i32>(params, 52);
  for (let position = <usize>first; position < <usize>last; position++) {
    multiplyPanels(
      paddedRows(rows),
      rows,
      channels,
      load<i32>(params, 60),
      <usize>load<u32>(params, 64) + position * <usize>load<u32>(params, 68),
      <usize>load<u32>(params, 72) + position * <usize>load<u32>(params, 76),
      <usize>load<u32>(params, 80) + position * <usize>load<u32>(params, 84),
      <usize>channels << 2,
      load<i32>(params, 88) != 0,
      scratch,
    );
  }
}

/**
 * Transforms the sums back. Tasks: rows.
 *
 * Parameters: sums, bytes from one position to the next, dw, channels, taps of a side.
 */
export function finishFilters(params: usize, first: i32, last: i32, scratch: usize): void {
  const step = <usize>load<u32>(params, 4);
  const channels = load<i32>(params, 12);
  const taps = load<i32>(params, 16);
  const results = scratch + SPARE_BYTES;
  const size = taps * taps;
  prepareTiles(scratch);
  for (let row = first; row < last; row++) {
    const from = <usize>load<u32>(params) + (<usize>(row * channels) << 2);
    let to = <usize>load<u32>(params, 8) + (<usize>(row * channels * size) << 2);
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
