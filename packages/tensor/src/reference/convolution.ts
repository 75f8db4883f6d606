import type { Window2d } from "../backend.ts";
import { bytesPerElement, type DType } from "../dtype.ts";
import { denseStrides, type Shape, sizeOf } from "../shape.ts";
import { isDense } from "../view.ts";
import { copy } from "./copy.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";
import { matmul } from "./matmul.ts";
import { Pool, type ReferenceStorage } from "./storage.ts";
import { fold, unfold } from "./window.ts";

/** Where the windows of one image are written. */
const pool = new Pool();

/** A convolution as a product of matrices: of each group's filters [O/G, C/G·kH·kW] with an image's windows [C/G·kH·kW, OH·OW]. */
class Product {
  readonly images: number;
  readonly weight: Shape;
  readonly windows: Shape;
  readonly result: Shape;
  /** Shapes of the windows of one image as `unfold` gives them, and of the image. */
  readonly unfolded: Shape;
  readonly image: Shape;

  constructor(x: Shape, weight: Shape, y: Shape, groups: number) {
    const [batch, channels, height, width] = x as [number, number, number, number];
    const [filters, , kernelHeight, kernelWidth] = weight as [number, number, number, number];
    const [, , rows, columns] = y as [number, number, number, number];
    const places = rows * columns;
    const inner = (channels / groups) * kernelHeight * kernelWidth;
    this.images = batch;
    this.image = [1, channels, height, width];
    this.unfolded = [1, channels, kernelHeight, kernelWidth, rows, columns];
    this.weight = [groups, filters / groups, inner];
    this.windows = [groups, inner, places];
    this.result = [groups, filters / groups, places];
  }
}

/** y = weight · windows(x), image by image. */
export function conv2d(
  x: ReferenceView,
  weight: ReferenceView,
  window: Window2d,
  groups: number,
  y: ReferenceView,
): void {
  const product = new Product(x.shape, weight.shape, y.shape, groups);
  withScratch((scratch) => {
    const filters = reshaped(scratch.dense(weight), product.weight);
    const windows = scratch.make(product.windows, x.dtype);
    for (let i = 0; i < product.images; i++) {
      unfold(imageOf(x, i), window, reshaped(windows, product.unfolded));
      matmul(filters, windows, reshaped(imageOf(y, i), product.result));
    }
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
  const product = new Product(dx.shape, weight.shape, dy.shape, groups);
  withScratch((scratch) => {
    const filters = transposed(reshaped(scratch.dense(weight), product.weight));
    const cotangent = scratch.dense(dy);
    const windows = scratch.make(product.windows, dx.dtype);
    for (let i = 0; i < product.images; i++) {
      matmul(filters, reshaped(imageOf(cotangent, i), product.result), windows);
      fold(reshaped(windows, product.unfolded), window, imageOf(dx, i));
    }
  });
}

/** dweight = Σ dy · windows(x)ᵀ over all images. */
export function conv2dFilterGradient(
  x: ReferenceView,
  dy: ReferenceView,
  window: Window2d,
  groups: number,
  dw: ReferenceView,
): void {
  const product = new Product(x.shape, dw.shape, dy.shape, groups);
  const total = new Float64Array(sizeOf(dw.shape));
  withScratch((scratch) => {
    const cotangent = scratch.dense(dy);
    const windows = scratch.make(product.windows, x.dtype);
    const part = scratch.make(product.weight, x.dtype);
    const values = elementsOf(part);
    for (let i = 0; i < product.images; i++) {
      unfold(imageOf(x, i), window, reshaped(windows, product.unfolded));
      matmul(reshaped(imageOf(cotangent, i), product.result), transposed(windows), part);
      for (let k = 0; k < total.length; k++) total[k]! += values[k]!;
    }
  });
  elementsOf(dw).set(total, dw.offset);
}

/** Memory that lives as long as one call. */
class Scratch {
  readonly made: ReferenceStorage[] = [];

  make(shape: Shape, dtype: DType): ReferenceView {
    const storage = pool.alloc(sizeOf(shape) * bytesPerElement[dtype]);
    this.made.push(storage);
    return { storage, shape, strides: denseStrides(shape), dtype, offset: 0 };
  }

  /** The view itself if it is dense, else a dense copy. */
  dense(view: ReferenceView): ReferenceView {
    if (isDense(view)) return view;
    const dense = this.make(view.shape, view.dtype);
    copy(view, dense);
    return dense;
  }
}

function withScratch(use: (scratch: Scratch) => void): void {
  const scratch = new Scratch();
  use(scratch);
  for (const storage of scratch.made) pool.free(storage);
}

/** A dense view with another shape. */
function reshaped(view: ReferenceView, shape: Shape): ReferenceView {
  return { ...view, shape, strides: denseStrides(shape) };
}

function transposed({ shape, strides, ...rest }: ReferenceView): ReferenceView {
  const [g, i, j] = [0, 1, 2];
  return {
    ...rest,
    shape: [shape[g]!, shape[j]!, shape[i]!],
    strides: [strides[g]!, strides[j]!, strides[i]!],
  };
}

/** One image of a batch, as a batch of one. */
function imageOf(batch: ReferenceView, i: number): ReferenceView {
  return { ...batch, shape: [1, ...batch.shape.slice(1)], offset: batch.offset + i * batch.strides[0]! };
}
