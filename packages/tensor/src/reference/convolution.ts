import type { Window2d } from "../backend.ts";
import { bytesPerElement, type DType } from "../dtype.ts";
import { denseStrides, type Shape, sizeOf } from "../shape.ts";
import { isDense } from "../view.ts";
import { copy } from "./copy.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";
import { matmul } from "./matmul.ts";
import { Pool } from "./storage.ts";
import { fold, unfold } from "./window.ts";

/** y = weight · windows(x). */
export function conv2d(
  x: ReferenceView,
  weight: ReferenceView,
  window: Window2d,
  groups: number,
  y: ReferenceView,
): void {
  withDense(weight, (weight) => {
    forEachImage(x, weight, groups, y, (image, unfolded, windows, filters, result) => {
      unfold(image, window, unfolded);
      matmul(filters, windows, result);
    });
  });
}

/** windows(dx) = weightᵀ · dy, added up into the image. */
export function conv2dInputGradient(
  dy: ReferenceView,
  weight: ReferenceView,
  window: Window2d,
  groups: number,
  dx: ReferenceView,
): void {
  withDense(weight, (weight) => {
    withDense(dy, (dy) => {
      forEachImage(dx, weight, groups, dy, (image, unfolded, windows, filters, result) => {
        matmul(transposed(filters), result, windows);
        fold(unfolded, window, image);
      });
    });
  });
}

/** dweight = Σ dy · windows(x)ᵀ over the images. */
export function conv2dFilterGradient(
  x: ReferenceView,
  dy: ReferenceView,
  window: Window2d,
  groups: number,
  dw: ReferenceView,
): void {
  const total = new Float64Array(sizeOf(dw.shape));
  const values = elementsOf(dw);
  withDense(dy, (dy) => {
    forEachImage(x, dw, groups, dy, (image, unfolded, windows, filters, result) => {
      unfold(image, window, unfolded);
      matmul(result, transposed(windows), filters);
      for (let i = 0; i < total.length; i++) total[i]! += values[dw.offset + i]!;
    });
  });
  values.set(total, dw.offset);
}

/** Memory for the windows of one image. */
const pool = new Pool();

function withScratch(shape: Shape, dtype: DType, use: (scratch: ReferenceView) => void): void {
  const storage = pool.alloc(sizeOf(shape) * bytesPerElement[dtype]);
  use({ storage, shape, strides: denseStrides(shape), dtype, offset: 0 });
  pool.free(storage);
}

/** Passes on the view itself if it is dense, else a dense copy. */
function withDense(view: ReferenceView, use: (dense: ReferenceView) => void): void {
  if (isDense(view)) {
    use(view);
  } else {
    withScratch(view.shape, view.dtype, (dense) => {
      copy(view, dense);
      use(dense);
    });
  }
}

/**
 * Convolution as a product of matrices for each group, result = filters · windows. Calls `visit` for every image of x
 * with the image [1, C, H, W], memory for its windows [1, C, kH, kW, OH, OW], and the three matrices:
 * windows [G, C/G·kH·kW, OH·OW], filters [G, O/G, C/G·kH·kW] and the image's part of y, [G, O/G, OH·OW].
 */
function forEachImage(
  x: ReferenceView,
  weight: ReferenceView,
  groups: number,
  y: ReferenceView,
  visit: (
    image: ReferenceView,
    unfolded: ReferenceView,
    windows: ReferenceView,
    filters: ReferenceView,
    result: ReferenceView,
  ) => void,
): void {
  const [batch, channels] = x.shape as [number, number];
  const [filterCount, ...filter] = weight.shape as [number, number, number, number];
  const [, , rows, columns] = y.shape as [number, number, number, number];
  const filters = reshaped(weight, [groups, filterCount / groups, sizeOf(filter)]);
  const unfoldedShape = [1, channels, filter[1], filter[2], rows, columns];
  withScratch(unfoldedShape, x.dtype, (unfolded) => {
    const windows = reshaped(unfolded, [groups, sizeOf(filter), rows * columns]);
    for (let i = 0; i < batch; i++) {
      const result = reshaped(imageOf(y, i), [groups, filterCount / groups, rows * columns]);
      visit(imageOf(x, i), unfolded, windows, filters, result);
    }
  });
}

/** A dense view with another shape. */
function reshaped(view: ReferenceView, shape: Shape): ReferenceView {
  return { ...view, shape, strides: denseStrides(shape) };
}

function transposed(view: ReferenceView): ReferenceView {
  const swapped = ([g, i, j]: readonly number[]) => [g!, j!, i!];
  return { ...view, shape: swapped(view.shape), strides: swapped(view.strides) };
}

/** One image of a batch, as a batch of one. */
function imageOf(batch: ReferenceView, i: number): ReferenceView {
  return { ...batch, shape: [1, ...batch.shape.slice(1)], offset: batch.offset + i * batch.strides[0]! };
}
