import {
  type ImageWindows,
  launchConvolve,
  launchConvolveFilters,
  launchConvolvePlaneFilters,
  launchConvolvePlanes,
  launchPackOperands,
  type PlaneWindows,
  POSITION_BLOCK,
  TAP_BLOCK,
} from "../launch.ts";
import type { Machine } from "../machine.ts";
import { paddedRows, panelCount } from "./panels.ts";
import {
  type DensePlanes,
  fitsScratch,
  type PaddedPlanes,
  type Padding,
  type Planes,
  pad,
  padLater,
} from "./planes.ts";

/** Positions of a result in a padded image: rows and columns, and the bytes between neighbors. */
export interface Grid {
  readonly height: number;
  readonly width: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/**
 * A sum over taps at every position, which a convolution, its input gradient and its filter gradient have in common.
 * It multiplies element (n, g, row, position) of one side with element (n, g, tap at position) of the image.
 */
export interface WindowSum {
  readonly image: PaddedPlanes;
  readonly grid: Grid;
  /** Byte offsets of the taps of all channels of a group, from a position. */
  readonly taps: readonly number[];
  readonly samples: number;
  readonly groups: number;
  /** Channels of the image in a group. */
  readonly channels: number;
  /** Channels of the other side in a group. */
  readonly rows: number;
  /** True if each plane is a separate task, which also pads it. */
  readonly isThin: boolean;
}

/** Up to this many rows, a single channel is summed directly, without packing. */
const FEW_ROWS = 4;
const MOST_TAPS = 1024;
const PRODUCTS_A_NANOSECOND = 20;
const PLANE_PRODUCTS_A_NANOSECOND = 8;

/** Positions of a result of this size, whose windows move by `stride`. */
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
 * Planes with zeros around them. They are padded now, or by each task if there are too few channels for the matrix product.
 *
 * @param taps Number of taps of a plane.
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
 * y[n, g, row, position] = bias[g, row] + Σ weights[g, row, tap]·image[n, g, tap at position].
 *
 * @param bias Address of the bias, or 0 for none.
 */
export function sumWindows(machine: Machine, sum: WindowSum, weights: number, bias: number, y: number): void {
  if (sum.isThin) {
    sumPlanes(machine, sum, weights, bias, y);
    return;
  }
  const { grid, taps, samples, groups, rows } = sum;
  const positions = grid.height * grid.width;
  const tables = writeTables(machine, sum, true);
  const packed = packWeights(machine, weights, groups, rows, taps.length);
  const parameters = { ...imageWindows(sum, tables), weights: packed, y, bias };
  const tasks = samples * groups * Math.ceil(positions / POSITION_BLOCK);
  const products = samples * groups * rows * positions * taps.length;
  launchConvolve(machine, parameters, tasks, products / PRODUCTS_A_NANOSECOND);
  machine.giveBack(packed);
  machine.giveBack(tables);
}

/**
 * parts[s, g, row, tap] = Σ over the samples of a part and positions of dy[n, g, row, position]·image[n, g, tap at position].
 *
 * @param size Samples of a part.
 */
export function sumFilters(machine: Machine, sum: WindowSum, dy: number, size: number, parts: number): void {
  const { grid, taps, samples, groups, rows } = sum;
  const positions = grid.height * grid.width;
  const tables = writeTables(machine, sum, true);
  const parameters = { ...imageWindows(sum, tables), dy, parts, samples, partSamples: size };
  const tasks = Math.ceil(samples / size) * groups * Math.ceil(taps.length / TAP_BLOCK);
  const products = samples * groups * rows * positions * taps.length;
  launchConvolveFilters(machine, parameters, tasks, products / PRODUCTS_A_NANOSECOND);
  machine.giveBack(tables);
}

/** Parameters that `convolve` and `convolveFilters` share. */
function imageWindows(
  { image, grid, taps, groups, channels, rows }: WindowSum,
  tables: number,
): ImageWindows {
  return {
    image: image.address,
    sampleBytes: groups * channels * image.planeBytes,
    groupBytes: channels * image.planeBytes,
    taps: taps.length,
    tapTable: tables,
    positions: grid.height * grid.width,
    positionTable: tables + 4 * taps.length,
    rows,
    groups,
  };
}

/** Filter gradient of planes that are separate tasks: dw[g, row, tap]. */
export function sumPlaneFilters(machine: Machine, sum: WindowSum, dy: number, dw: number): void {
  const { taps, samples, groups, rows, grid } = sum;
  const tables = writeTables(machine, sum, false);
  const parameters = { ...planeWindows(sum, tables), dy, dw, samples };
  const products = samples * groups * rows * grid.height * grid.width * taps.length;
  launchConvolvePlaneFilters(machine, parameters, groups * rows, products / PLANE_PRODUCTS_A_NANOSECOND);
  machine.giveBack(tables);
}

function sumPlanes(machine: Machine, sum: WindowSum, weights: number, bias: number, y: number): void {
  const { taps, samples, groups, rows, grid } = sum;
  const tables = writeTables(machine, sum, false);
  const parameters = { ...planeWindows(sum, tables), weights, bias, y };
  const planes = samples * groups * rows;
  const products = planes * grid.height * grid.width * taps.length;
  launchConvolvePlanes(machine, parameters, planes, products / PLANE_PRODUCTS_A_NANOSECOND);
  machine.giveBack(tables);
}

/** Parameters that `convolvePlanes` and `convolvePlaneFilters` share. */
function planeWindows({ image, grid, taps, groups, rows }: WindowSum, table: number): PlaneWindows {
  return {
    ...grid,
    image: image.address,
    taps: taps.length,
    table,
    planeBytes: image.fromBytes,
    channels: groups * rows,
    multiplier: rows,
    sizes: image.sizes,
  };
}

/** Writes the offsets of the taps, and of the positions if requested, to borrowed memory. */
function writeTables(machine: Machine, { taps, grid }: WindowSum, withPositions: boolean): number {
  const { height, width, rowStep, columnStep } = grid;
  const tables = machine.borrow(4 * (taps.length + (withPositions ? height * width : 0)));
  const { integers } = machine;
  integers.set(taps, tables / 4);
  if (!withPositions) return tables;
  let at = tables / 4 + taps.length;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) integers[at++] = row * rowStep + column * columnStep;
  return tables;
}

/** Packs weights [groups, rows, taps] into panels, group by group, in borrowed memory. */
function packWeights(machine: Machine, weights: number, groups: number, rows: number, taps: number): number {
  const bytes = 4 * paddedRows(rows) * taps;
  const packed = machine.borrow(groups * bytes);
  const none = { columns: 0, b: 0, bRow: 0, bColumn: 0, packedB: 0 };
  for (let group = 0; group < groups; group++) {
    const parameters = {
      ...none,
      rows,
      depth: taps,
      a: weights + 4 * group * rows * taps,
      aRow: 4 * taps,
      aColumn: 4,
      packedA: packed + group * bytes,
    };
    launchPackOperands(machine, parameters, panelCount(rows), rows * taps * 0.5);
  }
  return packed;
}
