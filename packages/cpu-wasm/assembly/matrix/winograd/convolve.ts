import { storeTransposed } from "../../transposed";
import { COLUMNS, multiplyPanels, paddedRows, panelRows, panelStart } from "../tile";
import { Tiles } from "./grid";
import { SPARE_BYTES, transformFilter, transformInput, transformOutput } from "./tiles";

/** Where the vectors of four finished tiles lie in scratch memory, and where the transformed tiles begin. */
const SPARE: usize = 1024;
const RESULTS: usize = SPARE + SPARE_BYTES;
const TRANSFORMED: usize = 4096;

/**
 * Transforms filters for `convolveTiles`: element (row, k) of each of the 36 positions, in panels of rows. Tasks: panels.
 *
 * Parameters: filters, transformed filters, bytes from one position to the next; rows, depth, taps of a side; bytes from
 * one row, one k, one row of taps and one column of taps to the next.
 */
export function transformFilterPanels(params: usize, first: i32, last: i32, scratch: usize): void {
  const filters = <usize>load<u32>(params);
  const to = <usize>load<u32>(params, 4);
  const step = <usize>load<u32>(params, 8);
  const rows = load<i32>(params, 12);
  const depth = load<i32>(params, 16);
  const taps = load<i32>(params, 20);
  const rowBytes = <usize>load<i32>(params, 24);
  const depthBytes = <usize>load<i32>(params, 28);
  const tapRowBytes = <usize>load<i32>(params, 32);
  const tapColumnBytes = <usize>load<i32>(params, 36);
  const lines = paddedRows(rows);
  for (let task = first; task < last; task++) {
    const line = panelStart(lines, task);
    const width = panelRows(lines - line);
    // Four rows at a time; of a panel of six the last four overlap the first.
    for (let lane = 0; lane < width - 3; lane += 2) {
      let p0 = filters + rowBytes * <usize>min(line + lane, rows - 1);
      let p1 = filters + rowBytes * <usize>min(line + lane + 1, rows - 1);
      let p2 = filters + rowBytes * <usize>min(line + lane + 2, rows - 1);
      let p3 = filters + rowBytes * <usize>min(line + lane + 3, rows - 1);
      let at = to + (<usize>(line * depth + lane) << 2);
      for (let k = 0; k < depth; k++) {
        transformFilter(taps, p0, p1, p2, p3, tapRowBytes, tapColumnBytes, scratch, at, step);
        p0 += depthBytes;
        p1 += depthBytes;
        p2 += depthBytes;
        p3 += depthBytes;
        at += <usize>width << 2;
      }
    }
  }
}

/**
 * y[n, row, place] = bias[row] + Σ over channels and taps of filters·image, by Winograd's method. Tasks: blocks of tiles.
 *
 * Parameters: those of `Tiles` for the image; at 40 channels, transformed filters, bytes from one of their positions to the next;
 * rows, y, bias or 0; height and width of y; tiles of a task.
 */
export function convolveTiles(params: usize, first: i32, last: i32, scratch: usize): void {
  const tiles = changetype<Tiles>(params);
  const channels = load<i32>(params, 40);
  const filters = <usize>load<u32>(params, 44);
  const filterStep = <usize>load<u32>(params, 48);
  const rows = load<i32>(params, 52);
  const block = load<i32>(params, 72);
  // Not a multiple of a page: the 36 positions of a tile must not meet in one set of the cache.
  const panels = (block + COLUMNS - 1) / COLUMNS;
  const inputStep = (<usize>(panels * COLUMNS * channels) << 2) + 64;
  const outputStep = (<usize>(rows * block) << 2) + 64;
  const inputs = scratch + TRANSFORMED;
  const outputs = inputs + 36 * inputStep;
  const total = tiles.total;
  for (let task = first; task < last; task++) {
    const begin = task * block;
    const count = (min(block, total - begin) + 3) & ~3;
    transformBlock(tiles, begin, count, channels, scratch + SPARE, inputs, inputStep);
    for (let position = 0; position < 36; position++) {
      multiplyPanels(
        paddedRows(rows),
        rows,
        count,
        channels,
        filters + <usize>position * filterStep,
        inputs + <usize>position * inputStep,
        outputs + <usize>position * outputStep,
        <usize>block << 2,
        false,
        scratch,
      );
    }
    finishBlock(params, tiles, begin, count, outputs, outputStep, scratch);
  }
}

/** Transforms the tiles of all channels. */
function transformBlock(
  tiles: Tiles,
  begin: i32,
  count: i32,
  channels: i32,
  spare: usize,
  to: usize,
  step: usize,
): void {
  const planeBytes = tiles.planeBytes;
  const rowBytes = tiles.rowBytes;
  for (let i = 0; i < count; i += 4) {
    let p0 = tiles.address(begin + i);
    let p1 = tiles.address(begin + i + 1);
    let p2 = tiles.address(begin + i + 2);
    let p3 = tiles.address(begin + i + 3);
    const lane = i % COLUMNS;
    let at = to + (<usize>((i - lane) * channels + lane) << 2);
    for (let channel = 0; channel < channels; channel++) {
      transformInput(p0, p1, p2, p3, rowBytes, spare, at, step);
      p0 += planeBytes;
      p1 += planeBytes;
      p2 += planeBytes;
      p3 += planeBytes;
      at += <usize>COLUMNS << 2;
    }
  }
}

/** Transforms the products back, and writes them where they belong. */
function finishBlock(
  params: usize,
  tiles: Tiles,
  begin: i32,
  count: i32,
  from: usize,
  step: usize,
  scratch: usize,
): void {
  const rows = load<i32>(params, 52);
  const y = <usize>load<u32>(params, 56);
  const bias = <usize>load<u32>(params, 60);
  const height = load<i32>(params, 64);
  const width = load<i32>(params, 68);
  const block = load<i32>(params, 72);
  const size = tiles.size;
  const planeBytes = <usize>(height * width) << 2;
  const results = scratch + RESULTS;
  const isWhole = height % size == 0 && width % size == 0;
  for (let i = 0; i < count; i += 4) {
    const isInside = isWhole && begin + i + 4 <= tiles.total;
    for (let row = 0; row < rows; row++) {
      transformOutput(size, from + (<usize>(row * block + i) << 2), step, scratch + SPARE, results);
      const shift = bias ? load<f32>(bias + (<usize>row << 2)) : 0;
      const plane = y + <usize>row * planeBytes;
      if (isInside) storeWhole(tiles, begin + i, rows, plane, planeBytes, width, shift, results);
      else storeParts(tiles, begin + i, rows, plane, height, width, shift, results);
    }
  }
}

/** Four tiles that lie inside the image. */
function storeWhole(
  tiles: Tiles,
  tile: i32,
  rows: i32,
  plane: usize,
  planeBytes: usize,
  width: i32,
  shift: f32,
  results: usize,
): void {
  const bias = f32x4.splat(shift);
  const sampleBytes = planeBytes * <usize>rows;
  const rowBytes = <usize>width << 2;
  let y0 = plane + tiles.offset(tile, rowBytes, sampleBytes);
  let y1 = plane + tiles.offset(tile + 1, rowBytes, sampleBytes);
  let y2 = plane + tiles.offset(tile + 2, rowBytes, sampleBytes);
  let y3 = plane + tiles.offset(tile + 3, rowBytes, sampleBytes);
  if (tiles.size == 4) {
    const turned = results + 256;
    for (let k = 0; k < 4; k++) {
      storeTransposed(v128.load(results), v128.load(results, 16), v128.load(results, 32), v128.load(results, 48), turned, 16);
      v128.store(y0, f32x4.add(v128.load(turned), bias));
      v128.store(y1, f32x4.add(v128.load(turned, 16), bias));
      v128.store(y2, f32x4.add(v128.load(turned, 32), bias));
      v128.store(y3, f32x4.add(v128.load(turned, 48), bias));
      results += 64;
      y0 += rowBytes;
      y1 += rowBytes;
      y2 += rowBytes;
      y3 += rowBytes;
    }
  } else {
    for (let k = 0; k < 2; k++) {
      const left = f32x4.add(v128.load(results), bias);
      const right = f32x4.add(v128.load(results, 16), bias);
      const first = v128.shuffle<f32>(left, right, 0, 4, 1, 5);
      const second = v128.shuffle<f32>(left, right, 2, 6, 3, 7);
      v128.store_lane<f64>(y0, first, 0);
      v128.store_lane<f64>(y1, first, 1);
      v128.store_lane<f64>(y2, second, 0);
      v128.store_lane<f64>(y3, second, 1);
      results += 32;
      y0 += rowBytes;
      y1 += rowBytes;
      y2 += rowBytes;
      y3 += rowBytes;
    }
  }
}

/** Four tiles of which some reach beyond the image, or do not exist. */
function storeParts(
  tiles: Tiles,
  tile: i32,
  rows: i32,
  plane: usize,
  height: i32,
  width: i32,
  shift: f32,
  results: usize,
): void {
  const size = tiles.size;
  const sampleBytes = <usize>(height * width * rows) << 2;
  const count = min(4, tiles.total - tile);
  for (let lane = 0; lane < count; lane++) {
    const down = min(size, height - tiles.row(tile + lane) * size);
    const across = min(size, width - tiles.column(tile + lane) * size);
    let y = plane + tiles.offset(tile + lane, <usize>width << 2, sampleBytes);
    for (let k = 0; k < down; k++) {
      for (let l = 0; l < across; l++) {
        const value = load<f32>(results + (<usize>((k * size + l) * 4 + lane) << 2));
        store<f32>(y + (<usize>l << 2), value + shift);
      }
      y += <usize>width << 2;
    }
  }
}
