import type { Machine } from "./machine.ts";
import type { HeapUse } from "./memory/heap-use.ts";

/** A machine with what its backend needs besides kernels. Its types do without `WebAssembly`, which projects without `dom` do not know. */
export interface HostMachine extends Machine {
  /** Number of threads that compute, the calling one included. */
  readonly threads: number;
  /** When all threads listen, or have failed to start; until then kernels run on fewer. */
  readonly ready: Promise<void>;
  /** What the heap holds. */
  readonly use: HeapUse;
  /**
   * The address of memory that stays given out until `free`.
   *
   * @throws {BackendError} If there is no more memory, or the machine was disposed.
   */
  allocate(bytes: number): number;
  /** Takes back what `allocate(bytes)` gave. */
  free(address: number, bytes: number): void;
  /** @throws {BackendError} After `dispose`. */
  assertUsable(): void;
  /** Ends the threads. The memory goes when nothing refers to this any more. */
  dispose(): void;
}
