import type { DType } from "./dtype.ts";
import { denseStrides, type Shape, sizeOf } from "./shape.ts";

/**
 * Memory of a backend. A backend extends this with whatever its kernels need; the tensor package counts who
 * uses it and gives it back with `Backend.free` when the count reaches 0.
 */
export abstract class Storage {
  /** Tensors and views that use this memory. Kept by the tensor package; backends leave it alone. */
  references = 0;
  /** Size of the memory, in bytes. */
  readonly bytes: number;

  constructor(bytes: number) {
    this.bytes = bytes;
  }
}

/**
 * A strided window on memory: element (i, j, …) lies at `offset + i·strides[0] + j·strides[1] + …`, counted in
 * elements. A stride may be 0 (a repeated size) or negative (a flipped one).
 */
export interface View<S extends Storage = Storage> {
  /** The memory, which other views may share. */
  readonly storage: S;
  /** Where element (0, 0, …) lies, in elements from the beginning of the storage. */
  readonly offset: number;
  /** Sizes of the dimensions. */
  readonly shape: Shape;
  /** Distance from one element to the next along each dimension, in elements. */
  readonly strides: readonly number[];
  /** Element type, and so the bytes that an element takes. */
  readonly dtype: DType;
}

/** A row-major view of the beginning of `storage`. */
export function denseView(storage: Storage, shape: Shape, dtype: DType): View {
  return { storage, offset: 0, shape, strides: denseStrides(shape), dtype };
}

/** Whether the elements lie in row-major order without gaps (sizes of 1 may have any stride). */
export function isDense(view: View): boolean {
  const { shape, strides } = view;
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    if (size !== 1 && strides[i] !== expected) return size === 0 || sizeOf(shape) === 0;
    expected *= size;
  }
  return true;
}

/** The view repeated to `shape` by strides of 0; the shapes must broadcast. */
export function expandView(view: View, shape: Shape): View {
  const missing = shape.length - view.shape.length;
  const strides = new Array<number>(shape.length);
  for (let i = 0; i < shape.length; i++) {
    const repeated = i < missing || (view.shape[i - missing] === 1 && shape[i] !== 1);
    strides[i] = repeated ? 0 : (view.strides[i - missing] as number);
  }
  return { storage: view.storage, offset: view.offset, shape, strides, dtype: view.dtype };
}
