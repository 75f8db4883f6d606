import { sizeOf, type Window2d } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";
import { DenseCopy } from "./dense-copy.ts";
import { areFinite } from "./finite.ts";
import { addressOf, temporary } from "./layout.ts";
import type { DensePlanes } from "./planes.ts";
import { reduce } from "./reduce.ts";
import {
  gridOf,
  padFor,
  sumFilters,
  sumPlaneFilters,
  sumWindows,
  tapsOf,
  type WindowSum,
} from "./window-sum.ts";
import { convolveTiles, isWorthwhile, type Sizes, tileFilterGradient, tileSize } from "./winograd.ts";

type FourSizes = [number, number, number, number];

/** Number of parts of the filter gradient's sum, independent of the number of threads. */
const FILTER_PARTS = 8;

/** y = bias + x ∗ weight: `FusedKernels.conv2d`. */
export function conv2d(
  machine: Machine,
  x: WasmView,
  weight: WasmView,
  bias: WasmView | undefined,
  window: Window2d,
  groups: number,
  y: WasmView,
): void {
  if (sizeOf(y.shape) === 0) return;
  if (sizeOf(weight.shape) === 0) {
    fillWithBias(machine, bias, y);
    return;
  }
  const dense = [x, weight, ...(bias ? [bias] : [])].map((view) => new DenseCopy(machine, view));
  const [image, filters, biases] = dense.map(({ address }) => address) as [number, number, number?];
  const size = tileSize(window, groups);
  const sizes = sizesOf(x.shape, y.shape);
  if (isWorthwhile(machine, size, sizes) && areFinite(machine, filters, sizeOf(weight.shape))) {
    const [, channels, taps] = weight.shape as FourSizes;
    const area = 4 * taps * taps;
    const bytes = [channels * area, area, 4 * taps, 4] as const;
    const planes = planesOf(image, x.shape);
    const from = { address: filters, bytes };
    convolveTiles(machine, size, planes, window.padding, from, biases ?? 0, addressOf(y), sizes);
  } else {
    const { sum, release } = describe(machine, image, x.shape, y.shape, window, groups);
    sumWindows(machine, sum, filters, biases ?? 0, addressOf(y));
    release();
  }
  for (const copy of dense) copy.release();
}

/** Fills the result of an empty sum: the bias at every position, or 0. */
function fillWithBias(machine: Machine, bias: WasmView | undefined, y: WasmView): void {
  if (bias) {
    copy(machine, { ...bias, shape: y.shape, strides: [0, bias.strides[0]!, 0, 0] }, y);
    return;
  }
  const at = addressOf(y) / 4;
  machine.numbers.fill(0, at, at + sizeOf(y.shape));
}

/** dw: `FusedKernels.conv2dFilterGradient`. */
export function conv2dFilterGradient(
  machine: Machine,
  x: WasmView,
  dy: WasmView,
  window: Window2d,
  groups: number,
  dw: WasmView,
): void {
  if (sizeOf(dw.shape) === 0) return;
  if (sizeOf(dy.shape) === 0) {
    const at = addressOf(dw) / 4;
    machine.numbers.fill(0, at, at + sizeOf(dw.shape));
    return;
  }
  const [denseX, denseDy] = [new DenseCopy(machine, x), new DenseCopy(machine, dy)];
  const size = tileSize(window, groups);
  const sizes = sizesOf(x.shape, dy.shape);
  if (isWorthwhile(machine, size, sizes)) {
    const [image, slope] = [planesOf(denseX.address, x.shape), planesOf(denseDy.address, dy.shape)];
    tileFilterGradient(machine, size, image, window.padding, slope, addressOf(dw), sizes);
  } else {
    const { sum, release } = describe(machine, denseX.address, x.shape, dy.shape, window, groups);
    if (sum.isThin) sumPlaneFilters(machine, sum, denseDy.address, addressOf(dw));
    else sumInParts(machine, sum, denseDy.address, dw);
    release();
  }
  denseDy.release();
  denseX.release();
}

/** Sums parts of the samples separately, and then the parts. */
function sumInParts(machine: Machine, sum: WindowSum, dy: number, dw: WasmView): void {
  const size = Math.ceil(sum.samples / FILTER_PARTS);
  const parts = Math.ceil(sum.samples / size);
  if (parts === 1) {
    sumFilters(machine, sum, dy, size, addressOf(dw));
    return;
  }
  const count = sizeOf(dw.shape);
  const memory = machine.borrow(4 * parts * count);
  sumFilters(machine, sum, dy, size, memory);
  const total = { ...dw, shape: [1, count], strides: [count, 1] };
  reduce(machine, "sum", temporary(memory, [parts, count], "float32"), [0], total);
  machine.giveBack(memory);
}

function sizesOf(xShape: readonly number[], yShape: readonly number[]): Sizes {
  const [samples, rows, height, width] = yShape as FourSizes;
  return { samples, channels: xShape[1]!, rows, height, width };
}

function planesOf(address: number, shape: readonly number[]): DensePlanes {
  const [samples, channels, height, width] = shape as FourSizes;
  return { address, count: samples * channels, height, width };
}

/** Describes the sum over windows of x that has an output of shape y. */
function describe(
  machine: Machine,
  x: number,
  xShape: readonly number[],
  yShape: readonly number[],
  { kernel, stride, padding, dilation }: Window2d,
  groups: number,
): { sum: WindowSum; release: () => void } {
  const [samples, channels, height, width] = xShape as FourSizes;
  const [, outputs, outHeight, outWidth] = yShape as FourSizes;
  const sizes = { channels: channels / groups, rows: outputs / groups, taps: kernel[0] * kernel[1] };
  const { image, isThin } = padFor(
    machine,
    sizes,
    { address: x, count: samples * channels, height, width },
    {
      height: (outHeight - 1) * stride[0] + (kernel[0] - 1) * dilation[0] + 1,
      width: (outWidth - 1) * stride[1] + (kernel[1] - 1) * dilation[1] + 1,
      top: padding[0],
      left: padding[1],
    },
  );
  const steps = (axis: 0 | 1): number[] => Array.from({ length: kernel[axis] }, (_, k) => k * dilation[axis]);
  const sum = {
    image,
    grid: gridOf(image, outHeight, outWidth, stride),
    taps: tapsOf(image, channels / groups, steps(0), steps(1)),
    samples,
    groups,
    channels: sizes.channels,
    rows: sizes.rows,
    isThin,
  };
  return { sum, release: image.release };
}
