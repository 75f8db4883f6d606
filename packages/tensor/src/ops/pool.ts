import type { Window2d } from "../backend.ts";
import { checkNames } from "../checks/check-names.ts";
import { tensor, zeros } from "../create.ts";
import { type FusedOp, runOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { argmax } from "./arg-reduce.ts";
import { div, maximum, minimum, sub } from "./arithmetic.ts";
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name of the op in the field.
import { eq, isNaN, lt } from "./comparison.ts";
import { expand } from "./expand.ts";
import { gather, scatterAdd } from "./gather.ts";
import { matmul } from "./matmul.ts";
import { pad } from "./pad.ts";
import { kept } from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { where } from "./select.ts";
import { flip } from "./slice.ts";
import { sum } from "./sum.ts";
import { reshape, transpose, unsqueeze } from "./view-ops.ts";
import {
  checkPair,
  fold,
  outputSize,
  type Pair,
  pair,
  requireImages,
  unfold,
  type WindowOptions,
  windowOf,
} from "./window.ts";

/** Options of {@link maxPool2d}. Defaults: stride the kernel size, padding 0, dilation 1. */
export interface MaxPool2dOptions extends WindowOptions {
  /** Lets the last window reach beyond the padded image. Default: false. */
  readonly ceilMode?: boolean;
}

/** Options of {@link avgPool2d}. Defaults: stride the kernel size, padding 0. */
export interface AvgPool2dOptions extends Omit<MaxPool2dOptions, "dilation"> {
  /** Counts padding in the divisor. Default: true. */
  readonly countIncludePad?: boolean;
}

interface Pooling {
  readonly window: Window2d;
  readonly outputSize: readonly [number, number];
}

/** Number of elements by which windows reach beyond the image: [before, after] for all four dimensions. */
function reach(
  [height, width]: readonly number[],
  { window, outputSize }: Pooling,
): (readonly [number, number])[] {
  const beyond = (size: number, axis: 0 | 1): readonly [number, number] => {
    const last =
      (outputSize[axis] - 1) * window.stride[axis] + window.dilation[axis] * (window.kernel[axis] - 1);
    return [window.padding[axis], Math.max(0, last + 1 - size - window.padding[axis])];
  };
  return [[0, 0], [0, 0], beyond(height!, 0), beyond(width!, 1)];
}

/** Windows of x, padded with `value`, as columns: [N, C, kH·kW, OH·OW]. */
function windowColumns(x: Tensor, pooling: Pooling, value: number): Tensor {
  const [samples, channels, ...size] = x.shape as [number, number, number, number];
  const padded = pad(x, reach(size, pooling), { value });
  const windows = unfold(padded, { ...pooling.window, padding: [0, 0] }, pooling.outputSize);
  return reshape(windows, [samples, channels, sizeOf(pooling.window.kernel), sizeOf(pooling.outputSize)]);
}

/** Index h·W + w in the image of each element of each window, −1 outside of the image: [1, 1, kH·kW, OH·OW]. */
function windowPlaces(x: Tensor, { window, outputSize }: Pooling): Tensor {
  const [height, width] = x.shape.slice(2) as [number, number];
  const { kernel, stride, padding, dilation } = window;
  const met = (size: number, axis: 0 | 1): number[][] =>
    Array.from({ length: kernel[axis] }, (_, k) =>
      Array.from({ length: outputSize[axis] }, (_, i) => {
        const place = i * stride[axis] - padding[axis] + k * dilation[axis];
        return place < size ? place : -1;
      }),
    );
  const columns = met(width, 1);
  const places = met(height, 0).map((row) =>
    columns.map((column) => row.map((h) => column.map((w) => (h < 0 || w < 0 ? -1 : h * width + w)))),
  );
  const shape = [1, 1, sizeOf(kernel), sizeOf(outputSize)];
  return tensor(places, { shape, dtype: "int32", backend: x.backend });
}

const maxPoolOp: FusedOp<Pooling> = {
  name: "maxPool2d",
  fused: "maxPool2d",
  infer: ([x], { outputSize }) => {
    const shape = [...x!.shape.slice(0, 2), ...outputSize];
    return [
      { shape, dtype: x!.dtype },
      { shape, dtype: "int32" },
    ];
  },
  kernel: (backend, [x], { window }, [values, indices]) =>
    backend.fused!.maxPool2d!(x!, window, values!, indices!),
  compose: ([x], pooling) => {
    const shape = [...x!.shape.slice(0, 2), ...pooling.outputSize];
    const columns = windowColumns(x!, pooling, Number.NEGATIVE_INFINITY);
    const places = windowPlaces(x!, pooling);
    const ordinary = argmax(columns, 2, kept);
    const lastNaN = sub(columns.shape[2]! - 1, argmax(flip(isNaN(columns), 2), 2, kept));
    const largest = where(isNaN(gather(columns, 2, ordinary)), lastNaN, ordinary);
    const values = gather(columns, 2, largest);
    // If all elements are −∞, the first position inside of the image is the maximum, never the padding.
    const best = where(eq(values, Number.NEGATIVE_INFINITY), argmax(minimum(places, 0), 2, kept), largest);
    return [reshape(values, shape), reshape(gather(expand(places, columns.shape), 2, best), shape)];
  },
  vjp: ({ inputs: [x], outputs: [, indices], attributes: { window } }, [g]) => [
    g && runOp(maxPoolGradientOp, [g, indices!], { window, imageSize: x!.shape.slice(2) })[0],
  ],
  window: ({ attributes: { window } }) => window,
};

interface PoolingGradient {
  readonly window: Window2d;
  /** [H, W] of the image. */
  readonly imageSize: readonly number[];
}

/** Adds each element of dy at the index of the maximum of its window. */
const maxPoolGradientOp: FusedOp<PoolingGradient> = {
  name: "maxPool2dGradient",
  fused: "maxPool2dGradient",
  infer: ([dy], { imageSize }) => [{ shape: [...dy!.shape.slice(0, 2), ...imageSize], dtype: dy!.dtype }],
  kernel: (backend, [dy, indices], _, [dx]) => backend.fused!.maxPool2dGradient!(dy!, indices!, dx!),
  compose: ([dy, indices], { window, imageSize }) => {
    const planes = dy!.shape.slice(0, 2);
    const plane = zeros([...planes, sizeOf(imageSize)], { dtype: dy!.dtype, backend: dy!.backend });
    const windows = [...planes, sizeOf(dy!.shape.slice(2))];
    const parts = mayMiss(window) ? where(lt(indices!, 0), 0, dy!) : dy!;
    const sums = scatterAdd(plane, 2, reshape(placesOf(indices!, window), windows), reshape(parts, windows));
    return [reshape(sums, [...planes, ...imageSize])];
  },
  vjp: ({ inputs: [dy, indices], attributes: { window } }, [g]) => {
    if (!g) return [];
    const planes = dy!.shape.slice(0, 2);
    const windows = [...planes, sizeOf(dy!.shape.slice(2))];
    const places = reshape(placesOf(indices!, window), windows);
    const picked = reshape(gather(reshape(g, [...planes, sizeOf(g.shape.slice(2))]), 2, places), dy!.shape);
    return [mayMiss(window) ? where(lt(indices!, 0), 0, picked) : picked];
  },
};

/** True if a window may have no element in the image, which only dilation allows. The index of such a window is −1. */
function mayMiss({ dilation }: Window2d): boolean {
  return dilation.some((step) => step > 1);
}

/** Indices of the maxima. Windows outside of the image get an arbitrary valid index. */
function placesOf(indices: Tensor, window: Window2d): Tensor {
  return mayMiss(window) ? maximum(indices, 0) : indices;
}

/** Checks padding: with more than half of the kernel, windows could have no element in the image even without dilation. */
function checkPadding(op: string, window: Window2d): void {
  const tooMuch = window.padding.findIndex((padding, i) => padding > window.kernel[i]! / 2);
  if (tooMuch < 0) return;
  throw new RangeError(
    `${op}: padding ${window.padding[tooMuch]} is more than half of the kernel size ${window.kernel[tooMuch]}. Use less padding.`,
  );
}

/**
 * Largest element of each window. Padding never is the maximum, and a dilated window without an element in the image
 * gives −∞. The gradient goes to the first of equal elements and to the last of several NaN, as in PyTorch.
 *
 * @param x [N, C, H, W].
 * @returns [N, C, OH, OW] with OH = ⌊(H + 2·padding − dilation·(kH − 1) − 1)/stride⌋ + 1, rounded up with `ceilMode`.
 * @throws {ShapeError} If x is not a batch of images, or the window is larger than the padded image (with `ceilMode`, by stride
 * or more).
 * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
 */
export function maxPool2d(x: Tensor, kernelSize: Pair, options: MaxPool2dOptions = {}): Tensor {
  requireImages("maxPool2d", x);
  requireFloat("maxPool2d", x);
  checkNames("maxPool2d", options, ["stride", "padding", "dilation", "ceilMode"]);
  const window = windowOf("maxPool2d", kernelSize, { stride: kernelSize, ...options });
  checkPadding("maxPool2d", window);
  const size = outputSize("maxPool2d", x.shape.slice(2), window, options.ceilMode);
  return scope(() => runOp(maxPoolOp, [x], { window, outputSize: size })[0]!);
}

/** Sum of each window. Padding counts as 0. */
const sumPoolOp: FusedOp<Pooling> = {
  name: "sumPool2d",
  fused: "sumPool2d",
  infer: ([x], { outputSize }) => [{ shape: [...x!.shape.slice(0, 2), ...outputSize], dtype: x!.dtype }],
  kernel: (backend, [x], { window }, [y]) => backend.fused!.sumPool2d!(x!, window, y!),
  compose: ([x], pooling) => {
    const totals = sum(windowColumns(x!, pooling, 0), 2);
    return [reshape(totals, [...x!.shape.slice(0, 2), ...pooling.outputSize])];
  },
  vjp: ({ inputs: [x], attributes: { window } }, [g]) => [
    g && runOp1(sumPoolGradientOp, [g], { window, imageSize: x!.shape.slice(2) }),
  ],
  window: ({ attributes: { window } }) => window,
};

/** Adds the element of dy of a window to every element of the window. */
const sumPoolGradientOp: FusedOp<PoolingGradient> = {
  name: "sumPool2dGradient",
  fused: "sumPool2dGradient",
  infer: ([dy], { imageSize }) => [{ shape: [...dy!.shape.slice(0, 2), ...imageSize], dtype: dy!.dtype }],
  kernel: (backend, [dy], { window }, [dx]) => backend.fused!.sumPool2dGradient!(dy!, window, dx!),
  compose: ([dy], { window, imageSize }) => {
    const [samples, channels, rows, columns] = dy!.shape as [number, number, number, number];
    const windows = expand(reshape(dy!, [samples, channels, 1, 1, rows, columns]), [
      samples,
      channels,
      ...window.kernel,
      rows,
      columns,
    ]);
    return [fold(windows, window, imageSize)];
  },
  vjp: ({ inputs: [dy], attributes: { window } }, [g]) => {
    const [rows, columns] = dy!.shape.slice(2) as [number, number];
    return [g && runOp1(sumPoolOp, [g], { window, outputSize: [rows, columns] })];
  },
};

/** Number of counted elements of each window along one dimension. */
function counts(size: number, windows: number, window: Window2d, axis: 0 | 1, includePad: boolean): number[] {
  const padding = window.padding[axis];
  return Array.from({ length: windows }, (_, i) => {
    const start = i * window.stride[axis] - padding;
    const stop = Math.min(start + window.kernel[axis], size + padding);
    return includePad ? stop - start : Math.min(stop, size) - Math.max(start, 0);
  });
}

/**
 * Mean of each window.
 *
 * The divisor is the number of elements of the window inside the padded image, or with `countIncludePad: false` inside
 * the image.
 *
 * @param x [N, C, H, W].
 * @returns [N, C, OH, OW], sizes as {@link maxPool2d}.
 * @throws As {@link maxPool2d}.
 */
export function avgPool2d(x: Tensor, kernelSize: Pair, options: AvgPool2dOptions = {}): Tensor {
  requireImages("avgPool2d", x);
  requireFloat("avgPool2d", x);
  checkNames("avgPool2d", options, ["stride", "padding", "ceilMode", "countIncludePad"]);
  const { ceilMode = false, countIncludePad = true } = options;
  const window = windowOf("avgPool2d", kernelSize, { stride: kernelSize, ...options });
  checkPadding("avgPool2d", window);
  const [height, width] = x.shape.slice(2) as [number, number];
  const [rows, columns] = outputSize("avgPool2d", [height, width], window, ceilMode);
  const rowCounts = counts(height, rows, window, 0, countIncludePad);
  const columnCounts = counts(width, columns, window, 1, countIncludePad);
  const divisors = products(rowCounts, columnCounts);
  return scope(() => {
    const totals = runOp1(sumPoolOp, [x], { window, outputSize: [rows, columns] });
    return div(totals, tensor(divisors, { dtype: x.dtype, backend: x.backend }));
  });
}

/** Matrix [windows, size] with ones in row i for the elements of window i, ⌊i·size/windows⌋ … ⌈(i + 1)·size/windows⌉. */
function membership(size: number, windows: number): number[][] {
  return Array.from({ length: windows }, (_, i) => {
    const start = Math.floor((i * size) / windows);
    const stop = Math.ceil(((i + 1) * size) / windows);
    return Array.from({ length: size }, (_, j) => Number(j >= start && j < stop));
  });
}

/** Number of ones in a row of zeros and ones. */
function count(row: readonly number[]): number {
  return row.reduce((sum, one) => sum + one, 0);
}

/** Divisors of windows: number of rows times number of columns. */
function products(rows: readonly number[], columns: readonly number[]): number[][] {
  return rows.map((n) => columns.map((m) => n * m));
}

/**
 * Adaptive average pooling: the mean over windows that divide the image as evenly as possible into the output size. Window i of n
 * runs from ⌊i·H/n⌋ to ⌈(i + 1)·H/n⌉. Size 1 is global average pooling.
 *
 * @param x [N, C, H, W].
 * @returns [N, C, outputSize…].
 * @throws {ShapeError} If x is not a batch of images.
 * @throws {RangeError} If a size is not a whole number of at least 1.
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: Pair): Tensor {
  requireImages("adaptiveAvgPool2d", x);
  requireFloat("adaptiveAvgPool2d", x);
  const kernel = pair(outputSize);
  checkPair("adaptiveAvgPool2d", "output size", kernel, 1);
  const [height, width] = x.shape.slice(2) as [number, number];
  const options = { dtype: x.dtype, backend: x.backend };
  const [down, across] = [membership(height, kernel[0]), membership(width, kernel[1])];
  const [rowCounts, columnCounts] = [down, across].map((windows) => windows.map(count));
  return scope(() => {
    const columns = matmul(x, transpose(tensor(across, options)));
    const totals = matmul(unsqueeze(unsqueeze(tensor(down, options), 0), 0), columns);
    return div(totals, tensor(products(rowCounts!, columnCounts!), options));
  });
}
