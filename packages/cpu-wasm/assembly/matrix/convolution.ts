import { roundUp } from "../round-up";
import { packRows } from "./pack";
import { packPlaces, packTaps } from "./patches";
import { blockDepth, COLUMNS, multiplyPanels, paddedRows, panelRows } from "./panels";

/** Planes with fewer places than this are joined, as many as stay below it. */
const JOINED_PLACES: i32 = 256;
/** Places of a block of the result. */
const PLACE_BLOCK: i32 = 128;
/** Taps of a block of the filter gradient. */
const TAP_BLOCK: i32 = 192;
/** Rows of a block of the filter gradient, which lies in scratch memory with its taps. */
const ROW_BLOCK: i32 = 384;
const TILE_BYTES: usize = 1024;

// Parameters of both kernels.
const IMAGE: usize = 0;
const TAPS: usize = 4;
const PLACES: usize = 8;
const ROW_COUNT: usize = 12;
const TAP_COUNT: usize = 16;
const PLACE_COUNT: usize = 20;
const GROUPS: usize = 24;
const SAMPLE_BYTES: usize = 28;
const GROUP_BYTES: usize = 32;

/**
 * y[n, g, row, place] = bias[g, row] + Σ over taps of weights[g, row, tap]·image[n, g, tap at place]. Tasks: (n, g, blocks of 128
 * places).
 *
 * Parameters: padded images, tables of taps and places; rows, taps, places, groups; bytes from one sample and from one group to the
 * next; then packed weights, y, bias or 0.
 */
export function convolve(params: usize, first: i32, last: i32, scratch: usize): void {
  const rows = load<i32>(params, ROW_COUNT);
  const taps = load<i32>(params, TAP_COUNT);
  const places = load<i32>(params, PLACE_COUNT);
  const groups = load<i32>(params, GROUPS);
  const blocks = (places + PLACE_BLOCK - 1) / PLACE_BLOCK;
  const stride = <usize>places << 2;
  const panels = scratch + TILE_BYTES;
  const most = blockDepth(taps);
  for (let task = first; task < last; task++) {
    const begin = (task % blocks) * PLACE_BLOCK;
    const group = (task / blocks) % groups;
    const sample = task / (blocks * groups);
    const count = min(PLACE_BLOCK, places - begin);
    const image =
      <usize>load<u32>(params, IMAGE) +
      <usize>sample * <usize>load<u32>(params, SAMPLE_BYTES) +
      <usize>group * <usize>load<u32>(params, GROUP_BYTES);
    const weights = <usize>load<u32>(params, 36) + (<usize>(group * paddedRows(rows)) * <usize>taps << 2);
    const y = <usize>load<u32>(params, 40) + <usize>((sample * groups + group) * rows) * stride + (<usize>begin << 2);
    for (let k = 0; k < taps; k += most) {
      const depth = min(most, taps - k);
      const table = <usize>load<u32>(params, TAPS) + (<usize>k << 2);
      packPlaces(image, table, depth, <usize>load<u32>(params, PLACES) + (<usize>begin << 2), count, panels);
      const block = weights + (<usize>k * <usize>paddedRows(rows) << 2);
      multiplyPanels(paddedRows(rows), rows, count, depth, block, panels, y, stride, k > 0, scratch);
    }
    const bias = <usize>load<u32>(params, 44);
    if (bias) addBias(rows, count, bias + (<usize>(group * rows) << 2), y, stride);
  }
}

/** Adds one number to each row. */
function addBias(rows: i32, count: i32, bias: usize, y: usize, stride: usize): void {
  for (let row = 0; row < rows; row++) {
    const value = load<f32>(bias + (<usize>row << 2));
    const vector = f32x4.splat(value);
    let at = y;
    let j = 0;
    for (; j + 4 <= count; j += 4) {
      v128.store(at, f32x4.add(v128.load(at), vector));
      at += 16;
    }
    for (; j < count; j++) {
      store<f32>(at, load<f32>(at) + value);
      at += 4;
    }
    y += stride;
  }
}

/**
 * parts[s, g, row, tap] = Σ over samples of part s and places of dy[n, g, row, place]·image[n, g, tap at place]. Tasks: (s, g, blocks of
 * taps). Small planes are joined to deeper sums.
 *
 * Parameters as for `convolve` up to the bytes from group to group; then dy, parts, samples, samples of a part.
 */
export function convolveFilters(params: usize, first: i32, last: i32, scratch: usize): void {
  const rows = load<i32>(params, ROW_COUNT);
  const taps = load<i32>(params, TAP_COUNT);
  const groups = load<i32>(params, GROUPS);
  const blocks = (taps + TAP_BLOCK - 1) / TAP_BLOCK;
  const stride = <usize>taps << 2;
  for (let task = first; task < last; task++) {
    const begin = (task % blocks) * TAP_BLOCK;
    const group = (task / blocks) % groups;
    const part = task / (blocks * groups);
    const count = min(TAP_BLOCK, taps - begin);
    const to = <usize>load<u32>(params, 40) + <usize>((part * groups + group) * rows) * stride + (<usize>begin << 2);
    for (let row = 0; row < rows; row += ROW_BLOCK) {
      const height = min(ROW_BLOCK, rows - row);
      sumPart(params, part, group, row, height, begin, count, to + <usize>row * stride, scratch);
    }
  }
}

/** The sum of one part, for some rows and taps. */
function sumPart(
  params: usize,
  part: i32,
  group: i32,
  row: i32,
  rows: i32,
  begin: i32,
  count: i32,
  to: usize,
  scratch: usize,
): void {
  const places = load<i32>(params, PLACE_COUNT);
  const size = load<i32>(params, 48);
  const end = min((part + 1) * size, load<i32>(params, 44));
  const joined = max(1, JOINED_PLACES / places);
  const piece = roundUp(blockDepth(places), 4);
  let accumulate = false;
  for (let sample = part * size; sample < end; sample += joined) {
    const samples = min(joined, end - sample);
    for (let place = 0; place < places; place += piece) {
      const depth = min(piece, places - place);
      addPiece(params, group, row, rows, begin, count, sample, samples, place, depth, to, accumulate, scratch);
      accumulate = true;
    }
  }
}

/** Adds some places of some samples. */
function addPiece(
  params: usize,
  group: i32,
  row: i32,
  rows: i32,
  begin: i32,
  count: i32,
  sample: i32,
  samples: i32,
  place: i32,
  depth: i32,
  to: usize,
  accumulate: bool,
  scratch: usize,
): void {
  const allRows = load<i32>(params, ROW_COUNT);
  const places = load<i32>(params, PLACE_COUNT);
  const groups = load<i32>(params, GROUPS);
  const whole = depth * samples;
  const packedRows = scratch + TILE_BYTES;
  const packedTaps = packedRows + (<usize>(paddedRows(rows) * whole) << 2);
  for (let i = 0; i < samples; i++) {
    const n = sample + i;
    const image =
      <usize>load<u32>(params, IMAGE) +
      <usize>n * <usize>load<u32>(params, SAMPLE_BYTES) +
      <usize>group * <usize>load<u32>(params, GROUP_BYTES);
    const dy =
      <usize>load<u32>(params, 36) + (<usize>((n * groups + group) * allRows + row) * <usize>places + <usize>place << 2);
    for (let p = 0; p < rows; ) {
      const width = panelRows(paddedRows(rows) - p);
      const target = packedRows + (<usize>(p * whole + i * depth * width) << 2);
      packRows(width, min(width, rows - p), depth, dy + (<usize>p * <usize>places << 2), <usize>places << 2, 4, target);
      p += width;
    }
    const taps = <usize>load<u32>(params, TAPS) + (<usize>begin << 2);
    const table = <usize>load<u32>(params, PLACES) + (<usize>place << 2);
    packTaps(image, taps, count, table, depth, whole, packedTaps + (<usize>(i * depth * COLUMNS) << 2));
  }
  const stride = <usize>load<i32>(params, TAP_COUNT) << 2;
  multiplyPanels(paddedRows(rows), rows, count, whole, packedRows, packedTaps, to, stride, accumulate, scratch);
}
