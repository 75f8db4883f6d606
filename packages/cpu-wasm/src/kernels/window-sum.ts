import type { Machine } from "../machine.ts";
import { type DensePlanes, fitsScratch, type PaddedPlanes, type Padding, pad, padLater } from "./pad.ts";
import { paddedRows, panelCount } from "./panels.ts";

/** Planes of a padded image in memory. */
export interface Planes {
  readonly address: number;
  readonly rowBytes: number;
  readonly planeBytes: number;
}

/** Where the places of a result lie in a padded image: rows and columns, and the bytes between neighbors. */
export interface Grid {
  readonly height: number;
  readonly width: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/**
 * A sum over taps at every place: what a convolution, its input gradient and its filter gradient have in common.
 * Element (n, g, row, place) of one side meets element (n, g, tap at place) of the image.
 */
export interface WindowSum {
  readonly image: PaddedPlanes;
  readonly grid: Grid;
  /** Byte offsets of the taps from a place, over all channels of a group. */
  readonly taps: readonly number[];
  readonly samples: number;
  readonly groups: number;
  /** Channels of the image in a group. */
  readonly channels: number;
  /** Channels of the other side in a group. */
  readonly rows: number;
  /** Whether each plane is summed alone, and padded by its task. */
  readonly isThin: boolean;
}

/** Places that a task of `convolve` computes, and taps of one of `convolveFilters`, as in assembly/matrix. */
const PLACE_BLOCK = 128;
const TAP_BLOCK = 192;
/** Up to so many rows a single channel is summed directly, without packing. */
const FEW_ROWS = 4;
const MOST_TAPS = 1024;
const PRODUCTS_A_NANOSECOND = 20;
const PLANE_PRODUCTS_A_NANOSECOND = 8;

/** The places of a result that is so large, where windows move by `stride`. */
export function gridOf(
  { rowBytes }: Planes,
  height: number,
  width: number,
  stride: readonly [number, number],
): Grid {
  return { height, width, rowStep: stride[0] * rowBytes, columnStep: 4 * stride[1] };
}

/** Byte offsets of every combination of channel, row and column. */
export function tapsOf(
  { planeBytes, rowBytes }: Planes,
  channels: number,
  rows: readonly number[],
  columns: readonly number[],
): number[] {
  const taps: number[] = [];
  for (let channel = 0; channel < channels; channel++)
    for (const row of rows)
      for (const column of columns) taps.push(channel * planeBytes + row * rowBytes + 4 * column);
  return taps;
}

/**
 * Planes with zeros around them: padded now, or where channels are too thin for the matrix product, by each task for
 * itself.
 *
 * @param taps How many taps a plane has.
 */
export function padFor(
  machine: Machine,
  { channels, rows, taps }: { readonly channels: number; readonly rows: number; readonly taps: number },
  from: DensePlanes,
  to: Padding,
): Pick<WindowSum, "image" | "isThin"> {
  const isThin = channels === 1 && rows <= FEW_ROWS && taps <= MOST_TAPS && fitsScratch(to);
  return { isThin, image: isThin ? padLater(from, to) : pad(machine, from, to) };
}

/**
 * y[n, g, row, place] = bias[g, row] + Σ weights[g, row, tap]·image[n, g, tap at place].
 *
 * @param bias Address, or 0 for none.
 */
export function sumWindows(machine: Machine, sum: WindowSum, weights: number, bias: number, y: number): void {
  if (sum.isThin) {
    sumPlanes(machine, sum, weights, bias, y);
    return;
  }
  const { image, grid, taps, samples, groups, channels, rows } = sum;
  const places = grid.height * grid.width;
  const tables = writeTables(machine, sum, true);
  const packed = packWeights(machine, weights, groups, rows, taps.length);
  machine.words.set([
    ...[image.address, tables, tables + 4 * taps.length, rows, taps.length, places, groups],
    ...[groups * channels * image.planeBytes, channels * image.planeBytes, packed, y, bias],
  ]);
  const tasks = samples * groups * Math.ceil(places / PLACE_BLOCK);
  const products = samples * groups * rows * places * taps.length;
  machine.launch(machine.kernels.convolve!, tasks, products / PRODUCTS_A_NANOSECOND);
  machine.giveBack(packed);
  machine.giveBack(tables);
}

/**
 * parts[s, g, row, tap] = Σ over the samples of a part and places of dy[n, g, row, place]·image[n, g, tap at place].
 *
 * @param size Samples of a part.
 */
export function sumFilters(machine: Machine, sum: WindowSum, dy: number, size: number, parts: number): void {
  const { image, grid, taps, samples, groups, channels, rows } = sum;
  const places = grid.height * grid.width;
  const tables = writeTables(machine, sum, true);
  machine.words.set([
    ...[image.address, tables, tables + 4 * taps.length, rows, taps.length, places, groups],
    ...[groups * channels * image.planeBytes, channels * image.planeBytes, dy, parts, samples, size],
  ]);
  const tasks = Math.ceil(samples / size) * groups * Math.ceil(taps.length / TAP_BLOCK);
  const products = samples * groups * rows * places * taps.length;
  machine.launch(machine.kernels.convolveFilters!, tasks, products / PRODUCTS_A_NANOSECOND);
  machine.giveBack(tables);
}

/** The filter gradient of thin channels: dw[g, row, tap]. */
export function sumPlaneFilters(machine: Machine, sum: WindowSum, dy: number, dw: number): void {
  const { taps, samples, groups, rows, grid } = sum;
  const tables = writeTables(machine, sum, false);
  writePlanes(machine, sum, 0, dy, 0, tables);
  machine.words[14] = dw;
  const products = samples * groups * rows * grid.height * grid.width * taps.length;
  machine.launch(
    machine.kernels.convolvePlaneFilters!,
    groups * rows,
    products / PLANE_PRODUCTS_A_NANOSECOND,
  );
  machine.giveBack(tables);
}

function sumPlanes(machine: Machine, sum: WindowSum, weights: number, bias: number, y: number): void {
  const { taps, samples, groups, rows, grid } = sum;
  const tables = writeTables(machine, sum, false);
  writePlanes(machine, sum, weights, y, bias, tables);
  const planes = samples * groups * rows;
  const products = planes * grid.height * grid.width * taps.length;
  machine.launch(machine.kernels.convolvePlanes!, planes, products / PLANE_PRODUCTS_A_NANOSECOND);
  machine.giveBack(tables);
}

/** The parameters of the kernels for thin channels. */
function writePlanes(
  machine: Machine,
  { image, grid, taps, samples, groups, rows }: WindowSum,
  weights: number,
  y: number,
  bias: number,
  tables: number,
): void {
  machine.words.set([
    ...[image.address, weights, y, bias, tables, taps.length, grid.height, grid.width],
    ...[grid.rowStep, grid.columnStep, image.fromBytes, groups * rows, samples, rows, 0],
    ...image.sizes,
  ]);
}

/** Writes the offsets of taps, and of places where wanted, into borrowed memory. */
function writeTables(machine: Machine, { taps, grid }: WindowSum, withPlaces: boolean): number {
  const { height, width, rowStep, columnStep } = grid;
  const tables = machine.borrow(4 * (taps.length + (withPlaces ? height * width : 0)));
  const { integers } = machine;
  integers.set(taps, tables / 4);
  if (!withPlaces) return tables;
  let at = tables / 4 + taps.length;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) integers[at++] = row * rowStep + column * columnStep;
  return tables;
}

/** Weights [groups, rows, taps] as panels, group by group, in borrowed memory. */
function packWeights(machine: Machine, weights: number, groups: number, rows: number, taps: number): number {
  const bytes = 4 * paddedRows(rows) * taps;
  const packed = machine.borrow(groups * bytes);
  const { words } = machine;
  for (let group = 0; group < groups; group++) {
    words[0] = rows;
    words[1] = 0;
    words[2] = taps;
    words[3] = weights + 4 * group * rows * taps;
    words[6] = 4 * taps;
    words[7] = 4;
    words[11] = packed + group * bytes;
    machine.launch(machine.kernels.packOperands!, panelCount(rows), rows * taps * 0.5);
  }
  return packed;
}
