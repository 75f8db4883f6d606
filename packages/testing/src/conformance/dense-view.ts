import { type Backend, bytesPerElement, type DType, denseStrides, type View } from "@cambium/tensor";
import { arrayOf, memoryOf, upload } from "./host-view.ts";

/** Dense view of these values. */
export function denseView(backend: Backend, dtype: DType, values: readonly number[]): View {
  const shape = [values.length];
  return upload(backend, {
    shape,
    dtype,
    strides: denseStrides(shape),
    offset: 0,
    memory: arrayOf(dtype, values),
  });
}

/** Reads the elements of a dense view of one dimension and frees its memory. */
export async function take(backend: Backend, view: View): Promise<Float64Array<ArrayBuffer>> {
  const like = { ...view, memory: arrayOf(view.dtype, { length: view.shape[0]! }) };
  const elements = await memoryOf(backend, view, like);
  backend.free(view.storage);
  return elements;
}

/** Uninitialized memory for a result of `count` elements. */
export function resultView(backend: Backend, dtype: DType, count: number): View {
  return {
    storage: backend.alloc(count * bytesPerElement[dtype]),
    shape: [count],
    dtype,
    strides: [1],
    offset: 0,
  };
}
