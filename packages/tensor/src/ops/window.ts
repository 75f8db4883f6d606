import type { Window2d } from "../backend.ts";
import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** One number for both height and width, or a pair. */
export type Pair = number | readonly [height: number, width: number];

/** Stride, padding and dilation of a window that slides over an image. */
export interface WindowOptions {
  /** Step between windows. */
  readonly stride?: Pair;
  /** Rows and columns added on each side. */
  readonly padding?: Pair;
  /** Distance between the elements of a window; 1 means adjacent. */
  readonly dilation?: Pair;
}

/** Returns height and width from one number for both or from a pair. Internal. */
export function pair(value: Pair): readonly [number, number] {
  return Array.isArray(value) ? [value[0], value[1]] : [value as number, value as number];
}

/**
 * Checks that two numbers are whole and at least `least`. Internal.
 *
 * @throws {RangeError} If one of them is not.
 */
export function checkPair(op: string, name: string, values: readonly number[], least: number): void {
  if (values.length === 2 && values.every((value) => Number.isInteger(value) && value >= least)) return;
  throw new RangeError(
    `${op}: ${name} must be a whole number of at least ${least}, or a pair of them: got [${values.map(inWords).join(", ")}].`,
  );
}

/** Returns a window of pairs after checking every option. */
export function windowOf(
  op: string,
  kernel: Pair,
  { stride = 1, padding = 0, dilation = 1 }: WindowOptions,
): Window2d {
  const window = {
    kernel: pair(kernel),
    stride: pair(stride),
    padding: pair(padding),
    dilation: pair(dilation),
  };
  checkPair(op, "kernel size", window.kernel, 1);
  checkPair(op, "stride", window.stride, 1);
  checkPair(op, "padding", window.padding, 0);
  checkPair(op, "dilation", window.dilation, 1);
  return window;
}

/** Extent of a window along one dimension: the number of elements from its first to its last element, both included. */
function extent(window: Window2d, axis: 0 | 1): number {
  return window.dilation[axis] * (window.kernel[axis] - 1) + 1;
}

/**
 * Number of windows along height and width.
 *
 * out = ⌊(in + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1. With `ceil` it is rounded up: the last window may reach
 * up to stride − 1 elements beyond the padded image, but starts within the image or its leading padding.
 *
 * @throws {ShapeError} If no window fits.
 */
export function outputSize(
  op: string,
  image: readonly number[],
  window: Window2d,
  ceil = false,
): [number, number] {
  return [0, 1].map((axis) => {
    const i = axis as 0 | 1;
    const steps = (image[i]! + 2 * window.padding[i] - extent(window, i)) / window.stride[i];
    const last = ceil ? Math.ceil(steps) : Math.floor(steps);
    if (last < 0) {
      throw new ShapeError(
        `${op}: the window is larger than the padded image: it spans ${extent(window, i)} of ` +
          `${image[i]! + 2 * window.padding[i]} ${i === 0 ? "rows" : "columns"}. Use a smaller kernel or more padding.`,
      );
    }
    const startsInside = last * window.stride[i] < image[i]! + window.padding[i];
    return ceil && !startsInside ? last : last + 1;
  }) as [number, number];
}

/** Checks that a tensor is a batch of images [N, C, H, W]. */
export function requireImages(op: string, x: Tensor): void {
  requireTensor(op, x);
  if (x.rank === 4) return;
  throw new ShapeError(
    `${op}: needs images [N, C, H, W]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
  );
}

interface Windows {
  readonly window: Window2d;
  readonly size: readonly [number, number];
}

const unfoldOp: KernelOp<Windows> = {
  name: "unfold",
  infer: ([x], { window, size }) => [
    { shape: [...x!.shape.slice(0, 2), ...window.kernel, ...size], dtype: x!.dtype },
  ],
  kernel: (backend, [x], { window }, [out]) => backend.unfold(x!, window, out!),
  vjp: ({ inputs: [x], attributes: { window } }, [g]) => [g && fold(g, window, x!.shape.slice(2))],
};

const foldOp: KernelOp<Windows> = {
  name: "fold",
  infer: ([x], { size }) => [{ shape: [...x!.shape.slice(0, 2), ...size], dtype: x!.dtype }],
  kernel: (backend, [x], { window }, [out]) => backend.fold(x!, window, out!),
  vjp: ({ inputs: [x], attributes: { window } }, [g]) => [g && unfold(g, window, x!.shape.slice(4))],
};

/** Windows [N, C, kernel height, kernel width, OH, OW] of images [N, C, H, W]; `size` is [OH, OW]. Internal. */
export function unfold(x: Tensor, window: Window2d, size: readonly number[]): Tensor {
  return runOp1(unfoldOp, [x], { window, size: [size[0]!, size[1]!] });
}

/** Images [N, C, H, W] that are the sums of windows; `size` is [H, W]. Adjoint of {@link unfold}. Internal. */
export function fold(windows: Tensor, window: Window2d, size: readonly number[]): Tensor {
  return runOp1(foldOp, [windows], { window, size: [size[0]!, size[1]!] });
}
