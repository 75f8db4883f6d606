import type { Window2d } from "@cambium/tensor";
import {
  launchConvolveTiles,
  launchFinishFilters,
  launchMultiplyForFilters,
  launchTransformFilterPanels,
  launchTransformForFilters,
  type Tiles,
  type TransformForFilters,
} from "../launch.ts";
import type { Machine } from "../machine.ts";
import { paddedRows, panelCount } from "./panels.ts";
import { type DensePlanes, type PaddedPlanes, type Padding, pad } from "./planes.ts";

// Rows and columns of a tile, and the numbers of a transformed tile.
const TILE = 6;
const POSITIONS = 36;
/** Bytes that keep the positions of a tile in different sets of the cache: their distance is not a multiple of a page. */
const APART = 64;
/** Approximate bytes of the transformed tiles of a task, which fit the second-level cache. */
const TASK_BYTES = 1 << 20;
const CHUNK_BYTES = 2 << 20;
/** With fewer channels on either side, the transforms cost more than they save. */
const LEAST_CHANNELS = 16;
/** Largest sum of the channels of both sides, which scratch memory limits. */
const MOST_CHANNELS = 1024;
const LEAST_TILES = 16;
const PRODUCTS_A_NANOSECOND = 20;

/** Sizes of a convolution. */
export interface Sizes {
  readonly samples: number;
  readonly channels: number;
  /** Channels of the result. */
  readonly rows: number;
  /** Height and width of the result. */
  readonly height: number;
  readonly width: number;
}

/** Filters in memory, with their strides in bytes. */
export interface Filters {
  readonly address: number;
  readonly bytes: readonly [row: number, channel: number, tapRow: number, tapColumn: number];
}

/** Outputs along a side of a tile, or 0 if Winograd's method does not apply: it needs kernels of 3 × 3 or 5 × 5 with stride, dilation and groups of 1. */
export function tileSize({ kernel, stride, dilation }: Window2d, groups: number): number {
  const isSimple = [...stride, ...dilation, groups].every((n) => n === 1);
  const [taps] = kernel;
  return isSimple && kernel[1] === taps && (taps === 3 || taps === 5) ? TILE + 1 - taps : 0;
}

/** True if Winograd's method is allowed and the products that it saves outweigh the transforms. */
export function isWorthwhile({ winograd }: Machine, size: number, sizes: Sizes): boolean {
  const { channels, rows } = sizes;
  return (
    winograd &&
    size > 0 &&
    Math.min(channels, rows) >= LEAST_CHANNELS &&
    channels + rows <= MOST_CHANNELS &&
    countTiles(size, sizes) >= LEAST_TILES
  );
}

/** Pads an image so that whole tiles cover a result of `height` × `width`. */
function padForTiles(
  machine: Machine,
  image: DensePlanes,
  size: number,
  { height, width }: Sizes,
  [top, left]: readonly [number, number],
): PaddedPlanes {
  const rim = TILE - size;
  const to: Padding = {
    height: Math.ceil(height / size) * size + rim,
    width: Math.ceil(width / size) * size + rim,
    top,
    left,
  };
  return pad(machine, image, to);
}

/** Parameters that describe tiles. */
function tilesOf(image: PaddedPlanes, size: number, { samples, channels, height, width }: Sizes): Tiles {
  return {
    image: image.address,
    rowBytes: image.rowBytes,
    planeBytes: image.planeBytes,
    sampleBytes: channels * image.planeBytes,
    across: Math.ceil(width / size),
    down: Math.ceil(height / size),
    samples,
    size,
  };
}

const countTiles = (size: number, { samples, height, width }: Sizes): number =>
  samples * Math.ceil(height / size) * Math.ceil(width / size);

/** Number of tiles, a multiple of 16, whose transformed values take about `bytes` bytes. */
function blockOf(bytes: number, { channels, rows }: Sizes, least: number, most: number): number {
  const fitting = Math.floor(bytes / (4 * POSITIONS * (channels + rows) * 16)) * 16;
  return Math.min(most, Math.max(least, fitting));
}

/** y = bias + x ∗ filters; y [samples, rows, height, width] and bias (0 for none) are addresses. */
export function convolveTiles(
  machine: Machine,
  size: number,
  x: DensePlanes,
  padding: readonly [number, number],
  filters: Filters,
  bias: number,
  y: number,
  sizes: Sizes,
): void {
  const { channels, rows, height, width } = sizes;
  const image = padForTiles(machine, x, size, sizes, padding);
  const step = 4 * paddedRows(rows) * channels + APART;
  const transformed = machine.borrow(POSITIONS * step);
  const [rowBytes, channelBytes, tapRowBytes, tapColumnBytes] = filters.bytes;
  launchTransformFilterPanels(
    machine,
    {
      ...{ filters: filters.address, rows, channels, taps: TILE + 1 - size },
      ...{ rowBytes, channelBytes, tapRowBytes, tapColumnBytes, transformed, step },
    },
    panelCount(rows),
    rows * channels * 20,
  );
  const tiles = countTiles(size, sizes);
  // Few tiles are split into smaller tasks, so that every thread has work.
  const block = blockOf(TASK_BYTES, sizes, 16, Math.min(64, Math.max(16, 16 * Math.ceil(tiles / 128))));
  const parameters = {
    ...tilesOf(image, size, sizes),
    ...{ channels, filters: transformed, filterStep: step, rows, y, bias, height, width, block },
  };
  const products = tiles * POSITIONS * channels * rows;
  launchConvolveTiles(machine, parameters, Math.ceil(tiles / block), products / PRODUCTS_A_NANOSECOND);
  machine.giveBack(transformed);
  image.release();
}

/** Parameters that describe a padded dy. */
function slopeOf(
  { address, rowBytes, planeBytes }: PaddedPlanes,
  rows: number,
): Pick<TransformForFilters, "dy" | "dyRowBytes" | "dyPlaneBytes" | "dySampleBytes"> {
  return {
    dy: address,
    dyRowBytes: rowBytes,
    dyPlaneBytes: planeBytes,
    dySampleBytes: rows * planeBytes,
  };
}

/** dw [rows, channels, taps, taps] at an address, from x and dy [samples, rows, height, width]. */
export function tileFilterGradient(
  machine: Machine,
  size: number,
  x: DensePlanes,
  padding: readonly [number, number],
  dy: DensePlanes,
  dw: number,
  sizes: Sizes,
): void {
  const { channels, rows, height, width } = sizes;
  const image = padForTiles(machine, x, size, sizes, padding);
  const slope = pad(machine, dy, {
    height: Math.ceil(height / size) * size,
    width: Math.ceil(width / size) * size,
    top: 0,
    left: 0,
  });
  const tiles = countTiles(size, sizes);
  const block = Math.min(tiles, blockOf(CHUNK_BYTES, sizes, 64, 256));
  const filled = Math.ceil(channels / machine.tileColumns) * machine.tileColumns;
  const rowStep = 4 * paddedRows(rows) * block + APART;
  const channelStep = 4 * filled * block + APART;
  const sumStep = 4 * rows * channels + APART;
  const memory = machine.borrow(POSITIONS * (rowStep + channelStep + sumStep));
  const sums = memory + POSITIONS * (rowStep + channelStep);
  const transformed = {
    ...{ rows, channels, rowTiles: memory, rowStep },
    ...{ channelTiles: memory + POSITIONS * rowStep, channelStep },
  };
  const source = { ...tilesOf(image, size, sizes), ...slopeOf(slope, rows), ...transformed };
  const tasks = panelCount(rows) + filled / machine.tileColumns;
  for (let begin = 0; begin < tiles; begin += block) {
    const count = Math.min(block, tiles - begin);
    launchTransformForFilters(machine, { ...source, begin, count }, tasks, count * (rows + channels) * 20);
    const product = { ...transformed, count, sums, sumStep, accumulate: begin > 0 };
    const products = count * POSITIONS * rows * channels;
    launchMultiplyForFilters(machine, product, POSITIONS, products / PRODUCTS_A_NANOSECOND);
  }
  const finish = { sums, sumStep, channels, taps: TILE + 1 - size, dw };
  launchFinishFilters(machine, finish, rows, rows * channels * 40);
  machine.giveBack(memory);
  slope.release();
  image.release();
}
