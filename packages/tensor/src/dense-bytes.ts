import type { Backend } from "./backend.ts";
import { bytesPerElement } from "./dtype.ts";
import { allocate, releaseStorage } from "./memory.ts";
import { sizeOf } from "./shape.ts";
import { denseView, isDense, type Storage, type View } from "./view.ts";

/** Elements of a tensor in row-major order, in the memory of its backend. */
interface DenseBytes {
  readonly storage: Storage;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** Ends the use of the memory, which stays allocated until then. */
  done(): void;
}

/** Returns the bytes of a view: those in its own memory if it is dense, otherwise those of a copy. */
export function denseBytes(view: View, backend: Backend): DenseBytes {
  const width = bytesPerElement[view.dtype];
  const storage = isDense(view) ? view.storage : allocate(backend, sizeOf(view.shape) * width);
  // A reference for the reader: until the bytes are read, nothing may free or reuse the memory.
  storage.references++;
  const done = () => releaseStorage(storage, backend);
  if (storage !== view.storage) copyInto(storage, view, backend, done);
  const byteOffset = storage === view.storage ? view.offset * width : 0;
  return { storage, byteOffset, byteLength: sizeOf(view.shape) * width, done };
}

function copyInto(storage: Storage, view: View, backend: Backend, undo: () => void): void {
  try {
    backend.copy(view, denseView(storage, view.shape, view.dtype));
  } catch (error) {
    undo();
    throw error;
  }
}
