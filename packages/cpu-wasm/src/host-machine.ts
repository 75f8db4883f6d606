import type { Machine } from "./machine.ts";
import type { HeapUse } from "./memory/heap-use.ts";

/**
 * Machine with the parts that its backend needs in addition to kernels. It does not name `WebAssembly`, because the types of the backend must compile in
 * projects without `dom` in `lib`.
 */
export interface HostMachine extends Machine {
  /** Number of threads that compute, the calling one included. */
  readonly threads: number;
  /** Resolves when all threads are ready or have failed to start. Until then, kernels run on fewer threads. */
  readonly ready: Promise<void>;
  /** Memory use of the heap. */
  readonly use: HeapUse;
  /**
   * Allocates memory, which stays allocated until `free`, and returns its address.
   *
   * @throws {BackendError} If there is no more memory, or the machine was disposed.
   */
  allocate(bytes: number): number;
  /** Frees memory that `allocate(bytes)` returned. */
  free(address: number, bytes: number): void;
  /** @throws {BackendError} After `dispose`. */
  assertUsable(): void;
  /** Ends the threads. The memory is released when the machine is no longer referenced. */
  dispose(): void;
}
