import { COLUMNS, multiplyPanels, paddedRows, panelCount, panelRows, panelStart } from "../tile";
import { Tiles } from "./grid";
import { SPARE_BYTES, transformFilter, transformInput, transformOutput } from "./tiles";

/*
 * The gradient of the filters, by Winograd's method: dy's tiles are filters whose outputs are the taps.
 *
 *     dw[row, channel] = Aᵀ_r[Σ over tiles of (G_m·dy·Gᵀ_m) ⊙ (Bᵀ·d·B)]·A_r
 *
 * Parameters of the first two kernels: those of `Tiles` for the image; at 32 dy, and bytes of a row, a plane and a sample of it; at 48 rows and
 * channels; first tile, and how many; at 64 transformed dy, transformed image and sums, each followed by the bytes from one position to the next;
 * whether to add to the sums.
 */

/** Transforms some tiles of dy and of the image. Tasks: panels of rows, then panels of channels. */
export function transformForFilters(params: usize, first: i32, last: i32, scratch: usize): void {
  const lines = paddedRows(load<i32>(params, 48));
  const panels = panelCount(lines);
  for (let task = first; task < last; task++) {
    if (task < panels) transformRows(params, panelStart(lines, task), scratch);
    else transformChannels(params, (task - panels) * COLUMNS, scratch);
  }
}

/** Tiles of dy, for a panel of rows. */
function transformRows(params: usize, line: i32, scratch: usize): void {
  const tiles = changetype<Tiles>(params);
  const image = load<u32>(params, 32);
  const rowBytes = load<u32>(params, 36);
  const planeBytes = load<u32>(params, 40);
  const rows = load<i32>(params, 48);
  const begin = load<i32>(params, 56);
  const count = load<i32>(params, 60);
  const to = <usize>load<u32>(params, 64);
  const step = <usize>load<u32>(params, 68);
  const width = panelRows(paddedRows(rows) - line);
  // Four rows at a time; of a panel of six the last four overlap the first.
  for (let lane = 0; lane < width - 3; lane += 2) {
    const row1 = planeBytes * (min(line + lane + 1, rows - 1) - min(line + lane, rows - 1));
    const row2 = planeBytes * (min(line + lane + 2, rows - 1) - min(line + lane, rows - 1));
    const row3 = planeBytes * (min(line + lane + 3, rows - 1) - min(line + lane, rows - 1));
    const plane = image + planeBytes * min(line + lane, rows - 1);
    let at = to + (<usize>(line * count + lane) << 2);
    for (let i = 0; i < count; i++) {
      const p = <usize>plane + tiles.offset(begin + i, rowBytes, load<u32>(params, 44));
      transformFilter(tiles.size, p, p + row1, p + row2, p + row3, rowBytes, 4, scratch, at, step);
      at += <usize>width << 2;
    }
  }
}

/** Tiles of the image, for a panel of channels. */
function transformChannels(params: usize, line: i32, scratch: usize): void {
  const tiles = changetype<Tiles>(params);
  const channels = load<i32>(params, 52);
  const begin = load<i32>(params, 56);
  const count = load<i32>(params, 60);
  const to = <usize>load<u32>(params, 72);
  const step = <usize>load<u32>(params, 76);
  const planeBytes = tiles.planeBytes;
  for (let lane = 0; lane < COLUMNS; lane += 4) {
    const plane = planeBytes * min(line + lane, channels - 1);
    const channel1 = planeBytes * min(line + lane + 1, channels - 1) - plane;
    const channel2 = planeBytes * min(line + lane + 2, channels - 1) - plane;
    const channel3 = planeBytes * min(line + lane + 3, channels - 1) - plane;
    let at = to + (<usize>(line * count + lane) << 2);
    for (let i = 0; i < count; i++) {
      const p = <usize>plane + tiles.address(begin + i);
      transformInput(p, p + channel1, p + channel2, p + channel3, tiles.rowBytes, scratch, at, step);
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
