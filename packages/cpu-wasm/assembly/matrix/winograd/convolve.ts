import { blockDepth, COLUMNS, multiplyPanels, paddedRows, panelRows, panelStart } from "../panels";
import { Tiles } from "./grid";
import { prepareTiles, SPARE_BYTES, transformFilter, transformInput, transformOutput } from "./transforms";

// Contents of scratch memory: a tile of the product, then these.
const SPARE: usize = 1024;
// Four finished tiles.
const RESULTS: usize = SPARE + SPARE_BYTES;
// Addresses of the tiles of a task, in the image and in y.
const SOURCES: usize = 3072;
const TARGETS: usize = 3584;
const TRANSFORMED: usize = 4096;

/** Parameters of `transformFilterPanels`. */
@unmanaged
class TransformFilterPanels {
  filters: usize;
  rows: i32;
  channels: i32;
  /** Taps along a side of a filter. */
  taps: i32;
  /** Strides in bytes: from one filter to the next, and within a filter. */
  rowBytes: usize;
  channelBytes: usize;
  tapRowBytes: usize;
  tapColumnBytes: usize;
  transformed: usize;
  /** Bytes from one position of the transformed filters to the next. */
  step: usize;
}

/** Transforms filters for `convolveTiles`: for each of the 36 positions a matrix of rows and channels, in panels of rows. Tasks: panels. */
export function transformFilterPanels(p: TransformFilterPanels, first: i32, last: i32, scratch: usize): void {
  const filters = p.filters;
  const to = p.transformed;
  const step = p.step;
  const rows = p.rows;
  const depth = p.channels;
  const taps = p.taps;
  const rowBytes = p.rowBytes;
  const depthBytes = p.channelBytes;
  const tapRowBytes = p.tapRowBytes;
  const tapColumnBytes = p.tapColumnBytes;
  const lines = paddedRows(rows);
  const most = blockDepth(depth);
  prepareTiles(scratch);
  for (let task = first; task < last; task++) {
    const line = panelStart(lines, task);
    const width = panelRows(lines - line);
    // Four rows at a time. In a panel of six, the last four overlap the first four.
    for (let lane = 0; lane < width - 3; lane += 2) {
      let p0 = filters + rowBytes * <usize>min(line + lane, rows - 1);
      let p1 = filters + rowBytes * <usize>min(line + lane + 1, rows - 1);
      let p2 = filters + rowBytes * <usize>min(line + lane + 2, rows - 1);
      let p3 = filters + rowBytes * <usize>min(line + lane + 3, rows - 1);
      let at: usize = 0;
      for (let k = 0; k < depth; k++) {
        if (k % most == 0) at = to + (<usize>(k * lines + line * min(most, depth - k) + lane) << 2);
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

/** Parameters of `convolveTiles`. */
@unmanaged
class ConvolveTiles extends Tiles {
  channels: i32;
  /** Transformed filters. */
  filters: usize;
  /** Bytes from one of their positions to the next. */
  filterStep: usize;
  rows: i32;
  y: usize;
  /** One number per row, or 0 for none. */
  bias: usize;
  /** Height and width of y. */
  height: i32;
  width: i32;
  /** Tiles of a task, at most 64. */
  block: i32;
}

/** y[n, row, h, w] = bias[row] + Σ over channels and taps of filters·image, by Winograd's method. Tasks: blocks of tiles. */
export function convolveTiles(p: ConvolveTiles, first: i32, last: i32, scratch: usize): void {
  const channels = p.channels;
  const rows = p.rows;
  const width = <usize>p.width;
  const planeBytes = (<usize>p.height * width) << 2;
  const block = p.block;
  // Not a multiple of a page, because the 36 positions of a tile must not share one set of the cache.
  const panels = (block + COLUMNS - 1) / COLUMNS;
  const inputStep = (<usize>(panels * COLUMNS * channels) << 2) + 64;
  const outputStep = (<usize>(rows * block) << 2) + 64;
  const inputs = scratch + TRANSFORMED;
  const outputs = inputs + 36 * inputStep;
  // Sums over many channels are split as in the product, to limit the rounding error.
  const most = blockDepth(channels);
  prepareTiles(scratch + SPARE);
  for (let task = first; task < last; task++) {
    const begin = task * block;
    const count = (min(block, p.total - begin) + 3) & ~3;
    p.writeAddresses(begin, count, p.image, p.rowBytes, p.sampleBytes, scratch + SOURCES);
    p.writeAddresses(begin, count, p.y, width << 2, <usize>rows * planeBytes, scratch + TARGETS);
    for (let k = 0; k < channels; k += most) {
      const to = inputs + (<usize>(k * panels * COLUMNS) << 2);
      transformBlock(count, k, min(most, channels - k), p.planeBytes, p.rowBytes, scratch, to, inputStep);
    }
    for (let position: usize = 0; position < 36; position++) {
      for (let k = 0; k < channels; k += most) {
        multiplyPanels(
          paddedRows(rows),
          rows,
          count,
          min(most, channels - k),
          p.filters + position * p.filterStep + (<usize>(k * paddedRows(rows)) << 2),
          inputs + position * inputStep + (<usize>(k * panels * COLUMNS) << 2),
          outputs + position * outputStep,
          <usize>block << 2,
          k > 0,
          scratch,
        );
      }
    }
    finishBlock(p, begin, count, outputs, outputStep, scratch);
  }
}

/** Transforms the tiles of some channels to panels for the product. */
function transformBlock(
  count: i32,
  first: i32,
  channels: i32,
  planeBytes: usize,
  rowBytes: usize,
  scratch: usize,
  to: usize,
  step: usize,
): void {
  for (let begin = 0; begin < count; begin += COLUMNS) {
    const end = scratch + SOURCES + (<usize>min(begin + COLUMNS, count) << 2);
    for (let channel = first; channel < first + channels; channel++) {
      const plane = <usize>channel * planeBytes;
      let at = to;
      for (let source = scratch + SOURCES + (<usize>begin << 2); source < end; source += 16) {
        transformInput(
          <usize>load<u32>(source) + plane,
          <usize>load<u32>(source, 4) + plane,
          <usize>load<u32>(source, 8) + plane,
          <usize>load<u32>(source, 12) + plane,
          rowBytes,
          scratch + SPARE,
          at,
          step,
        );
        at += 16;
      }
      to += <usize>COLUMNS << 2;
    }
  }
}

/** Transforms the products back and writes them to y. */
function finishBlock(p: ConvolveTiles, begin: i32, count: i32, from: usize, step: usize, scratch: usize): void {
  const rows = p.rows;
  const bias = p.bias;
  const height = p.height;
  const width = p.width;
  const block = p.block;
  const size = p.size;
  const planeBytes = <usize>(height * width) << 2;
  const isWhole = height % size == 0 && width % size == 0;
  const existing = p.total - begin;
  for (let row = 0; row < rows; row++) {
    const shift = bias ? load<f32>(bias + (<usize>row << 2)) : 0;
    for (let i = 0; i < count; i += 4) {
      transformOutput(size, from + (<usize>(row * block + i) << 2), step, scratch + SPARE, scratch + RESULTS);
      const targets = scratch + TARGETS + (<usize>i << 2);
      const plane = <usize>row * planeBytes;
      if (isWhole && i + 4 <= existing) storeWhole(size, targets, plane, <usize>width << 2, shift, scratch + RESULTS);
      else storeParts(p, begin + i, targets, plane, height, width, shift, scratch + RESULTS);
    }
  }
}

/** Stores four tiles that are inside the image. */
function storeWhole(size: i32, targets: usize, plane: usize, rowBytes: usize, shift: f32, results: usize): void {
  const bias = f32x4.splat(shift);
  let y0 = <usize>load<u32>(targets) + plane;
  let y1 = <usize>load<u32>(targets, 4) + plane;
  let y2 = <usize>load<u32>(targets, 8) + plane;
  let y3 = <usize>load<u32>(targets, 12) + plane;
  if (size == 4) {
    for (const end = results + 256; results < end; results += 64) {
      const r0 = f32x4.add(v128.load(results), bias);
      const r1 = f32x4.add(v128.load(results, 16), bias);
      const r2 = f32x4.add(v128.load(results, 32), bias);
      const r3 = f32x4.add(v128.load(results, 48), bias);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(y0, v128.shuffle<f64>(low01, low23, 0, 2));
      v128.store(y1, v128.shuffle<f64>(low01, low23, 1, 3));
      v128.store(y2, v128.shuffle<f64>(high01, high23, 0, 2));
      v128.store(y3, v128.shuffle<f64>(high01, high23, 1, 3));
      y0 += rowBytes;
      y1 += rowBytes;
      y2 += rowBytes;
      y3 += rowBytes;
    }
  } else {
    for (const end = results + 64; results < end; results += 32) {
      const left = f32x4.add(v128.load(results), bias);
      const right = f32x4.add(v128.load(results, 16), bias);
      const first = v128.shuffle<f32>(left, right, 0, 4, 1, 5);
      const second = v128.shuffle<f32>(left, right, 2, 6, 3, 7);
      v128.store_lane<f64>(y0, first, 0);
      v128.store_lane<f64>(y1, first, 1);
      v128.store_lane<f64>(y2, second, 0);
      v128.store_lane<f64>(y3, second, 1);
      y0 += rowBytes;
      y1 += rowBytes;
      y2 += rowBytes;
      y3 += rowBytes;
    }
  }
}

/** Stores four tiles, some of which reach beyond the image or do not exist. */
function storeParts(
  tiles: Tiles,
  tile: i32,
  targets: usize,
  plane: usize,
  height: i32,
  width: i32,
  shift: f32,
  results: usize,
): void {
  const size = tiles.size;
  const count = min(4, tiles.total - tile);
  for (let lane = 0; lane < count; lane++) {
    const down = min(size, height - tiles.row(tile + lane) * size);
    const across = min(size, width - tiles.column(tile + lane) * size);
    let y = <usize>load<u32>(targets + (<usize>lane << 2)) + plane;
    for (let k = 0; k < down; k++) {
      for (let l = 0; l < across; l++) {
        const value = load<f32>(results + (<usize>((k * size + l) * 4 + lane) << 2));
        store<f32>(y + (<usize>l << 2), value + shift);
      }
      y += <usize>width << 2;
    }
  }
}
