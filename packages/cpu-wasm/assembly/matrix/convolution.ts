import { roundUp } from "../round-up";
import { packRows } from "./pack";
import { packPositions, packTaps } from "./patches";
import { blockDepth, COLUMNS, multiplyPanels, paddedRows, panelRows } from "./panels";

/** Smaller planes are joined to sums of up to this many positions. */
const JOINED_PLACES: i32 = 256;
/** Positions that a task of `convolve` computes. */
export const POSITION_BLOCK: i32 = 128;
/** Taps that a task of `convolveFilters` sums for. */
export const TAP_BLOCK: i32 = 192;
/** Rows of a block of the filter gradient: scratch memory holds them together with the taps. */
const ROW_BLOCK: i32 = 384;
const TILE_BYTES: usize = 1024;

/** Parameters that `convolve` and `convolveFilters` share: a padded image and the positions of its windows. */
@unmanaged
class ImageWindows {
  image: usize;
  /** Bytes of a sample of the padded image. */
  sampleBytes: usize;
  /** Bytes of a group of its channels. */
  groupBytes: usize;
  /** Number of taps of all channels of a group. */
  taps: i32;
  /** Byte offset of each tap from a window's position: see patches.ts. */
  tapTable: usize;
  /** Number of positions in a plane of y. */
  positions: i32;
  /** Byte offset of each position. */
  positionTable: usize;
  /** Channels of y in a group. */
  rows: i32;
  groups: i32;

  @inline
  imageOf(sample: i32, group: i32): usize {
    return this.image + <usize>sample * this.sampleBytes + <usize>group * this.groupBytes;
  }
}

/** Parameters of `convolve`. */
@unmanaged
class Convolve extends ImageWindows {
  /** Weights of each group, packed in panels of rows. */
  weights: usize;
  y: usize;
  /** One number per channel of y, or 0 for none. */
  bias: usize;
}

/**
 * y[n, g, row, position] = bias[g, row] + Σ over taps of weights[g, row, tap]·image[n, g, tap at position]. Tasks: (n, g, blocks of
 * POSITION_BLOCK positions).
 */
export function convolve(p: Convolve, first: i32, last: i32, scratch: usize): void {
  const rows = p.rows;
  const taps = p.taps;
  const positions = p.positions;
  const groups = p.groups;
  const blocks = (positions + POSITION_BLOCK - 1) / POSITION_BLOCK;
  const stride = <usize>positions << 2;
  const panels = scratch + TILE_BYTES;
  const most = blockDepth(taps);
  for (let task = first; task < last; task++) {
    const begin = (task % blocks) * POSITION_BLOCK;
    const group = (task / blocks) % groups;
    const sample = task / (blocks * groups);
    const count = min(POSITION_BLOCK, positions - begin);
    const image = p.imageOf(sample, group);
    const weights = p.weights + (<usize>(group * paddedRows(rows)) * <usize>taps << 2);
    const y = p.y + <usize>((sample * groups + group) * rows) * stride + (<usize>begin << 2);
    for (let k = 0; k < taps; k += most) {
      const depth = min(most, taps - k);
      const table = p.tapTable + (<usize>k << 2);
      packPositions(image, table, depth, p.positionTable + (<usize>begin << 2), count, panels);
      const block = weights + (<usize>k * <usize>paddedRows(rows) << 2);
      multiplyPanels(paddedRows(rows), rows, count, depth, block, panels, y, stride, k > 0, scratch);
    }
    const bias = p.bias;
    if (bias) addBias(rows, count, bias + (<usize>(group * rows) << 2), y, stride);
  }
}

/** Adds the bias of each row. */
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

/** Parameters of `convolveFilters`. */
@unmanaged
class ConvolveFilters extends ImageWindows {
  dy: usize;
  parts: usize;
  samples: i32;
  /** Samples of a part. */
  partSamples: i32;
}

/**
 * parts[s, g, row, tap] = Σ over samples of part s and positions of dy[n, g, row, position]·image[n, g, tap at position]. Tasks: (s, g, blocks of
 * TAP_BLOCK taps). Small planes are joined to longer sums.
 */
export function convolveFilters(p: ConvolveFilters, first: i32, last: i32, scratch: usize): void {
  const rows = p.rows;
  const taps = p.taps;
  const groups = p.groups;
  const blocks = (taps + TAP_BLOCK - 1) / TAP_BLOCK;
  const stride = <usize>taps << 2;
  for (let task = first; task < last; task++) {
    const begin = (task % blocks) * TAP_BLOCK;
    const group = (task / blocks) % groups;
    const part = task / (blocks * groups);
    const count = min(TAP_BLOCK, taps - begin);
    const to = p.parts + <usize>((part * groups + group) * rows) * stride + (<usize>begin << 2);
    for (let row = 0; row < rows; row += ROW_BLOCK) {
      const height = min(ROW_BLOCK, rows - row);
      sumPart(p, part, group, row, height, begin, count, to + <usize>row * stride, scratch);
    }
  }
}

/** Sum of one part, for some rows and taps. */
function sumPart(
  p: ConvolveFilters,
  part: i32,
  group: i32,
  row: i32,
  rows: i32,
  begin: i32,
  count: i32,
  to: usize,
  scratch: usize,
): void {
  const positions = p.positions;
  const size = p.partSamples;
  const end = min((part + 1) * size, p.samples);
  const joined = max(1, JOINED_PLACES / positions);
  const piece = roundUp(blockDepth(positions), 4);
  let accumulate = false;
  for (let sample = part * size; sample < end; sample += joined) {
    const samples = min(joined, end - sample);
    for (let position = 0; position < positions; position += piece) {
      const depth = min(piece, positions - position);
      addPiece(p, group, row, rows, begin, count, sample, samples, position, depth, to, accumulate, scratch);
      accumulate = true;
    }
  }
}

/** Adds some positions of some samples. */
function addPiece(
  p: ConvolveFilters,
  group: i32,
  row: i32,
  rows: i32,
  begin: i32,
  count: i32,
  sample: i32,
  samples: i32,
  position: i32,
  depth: i32,
  to: usize,
  accumulate: bool,
  scratch: usize,
): void {
  const positions = p.positions;
  const whole = depth * samples;
  const packedRows = scratch + TILE_BYTES;
  const packedTaps = packedRows + (<usize>(paddedRows(rows) * whole) << 2);
  for (let i = 0; i < samples; i++) {
    const n = sample + i;
    const image = p.imageOf(n, group);
    const dy = p.dy + (<usize>((n * p.groups + group) * p.rows + row) * <usize>positions + <usize>position << 2);
    for (let r = 0; r < rows; ) {
      const width = panelRows(paddedRows(rows) - r);
      const target = packedRows + (<usize>(r * whole + i * depth * width) << 2);
      packRows(width, min(width, rows - r), depth, dy + (<usize>r * <usize>positions << 2), <usize>positions << 2, 4, target);
      r += width;
    }
    const taps = p.tapTable + (<usize>begin << 2);
    const table = p.positionTable + (<usize>position << 2);
    packTaps(image, taps, count, table, depth, whole, packedTaps + (<usize>(i * depth * COLUMNS) << 2));
  }
  const stride = <usize>p.taps << 2;
  multiplyPanels(paddedRows(rows), rows, count, whole, packedRows, packedTaps, to, stride, accumulate, scratch);
}
