import type { Backend } from "./backend.ts";
import { realmState } from "./realm.ts";
import type { Storage } from "./view.ts";

/** Live tensors and their memory, on all backends together. */
export interface Memory {
  /** Tensors that were not disposed, views included. */
  readonly tensors: number;
  /** Bytes of their memory, and of what recorders retain; memory that several tensors share counts once. */
  readonly bytes: number;
  /** The most that `bytes` was since the start, or since {@link resetPeakMemory}. */
  readonly peakBytes: number;
}

const alive = realmState({ tensors: 0, bytes: 0, peakBytes: 0 });

/** Counts live tensors and the bytes of their memory, each piece of shared memory once. */
export function memory(): Memory {
  return { ...alive };
}

/** Starts the peak of {@link memory} anew, from what is alive now. */
export function resetPeakMemory(): void {
  alive.peakBytes = alive.bytes;
}

/** Counts a new tensor. */
export function countTensor(): void {
  alive.tensors++;
}

/** Counts a tensor off that was disposed or collected. */
export function discountTensor(): void {
  alive.tensors--;
}

/** Allocates memory on a backend and counts its bytes. */
export function allocate(backend: Backend, bytes: number): Storage {
  const storage = backend.alloc(bytes);
  alive.bytes += storage.bytes;
  if (alive.bytes > alive.peakBytes) alive.peakBytes = alive.bytes;
  return storage;
}

/** Ends one reference to memory; the last one gives it back to the backend. */
export function releaseStorage(storage: Storage, backend: Backend): void {
  if (--storage.references > 0) return;
  alive.bytes -= storage.bytes;
  backend.free(storage);
}
