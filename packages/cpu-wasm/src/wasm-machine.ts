import { BackendError } from "@cambium/tensor";
import type { HostMachine } from "./host-machine.ts";
import { type Kernel, SCRATCH_BYTES } from "./machine.ts";
import { Heap, PAGE } from "./memory/heap.ts";
import type { HeapUse } from "./memory/heap-use.ts";
import { kernelsOf, ThreadKernel } from "./modules/instance.ts";
import { PARAMETER_WORDS, PARAMETERS } from "./parameter-block.ts";
import { Control } from "./threads/control.ts";
import { Pool } from "./threads/pool.ts";
import type { WorkerStart } from "./threads/worker-main.ts";

const CONTROL: number = PARAMETERS + 4 * PARAMETER_WORDS;
const SCRATCH = 4096;
/** Free bytes at the start. */
const FIRST_BYTES: number = 1 << 20;
/** Number of times that an idle worker polls for work before it sleeps. */
const PATIENCE = 20_000;

/** Options of a machine. */
export interface MachineOptions {
  /** Compiled modules, whose exported functions are the kernels. */
  readonly modules: readonly WebAssembly.Module[];
  /** Number of threads, including the calling one. */
  readonly threads: number;
  /** Largest size of the memory, in bytes. */
  readonly maximumBytes: number;
  readonly relaxed: boolean;
  readonly winograd: boolean;
  readonly tileColumns: number;
  readonly shared: boolean;
  /** Milliseconds after which a worker that does not finish its tasks counts as lost. Default: 10,000. */
  readonly lostAfter?: number;
  /** Shorter launches, in nanoseconds, run on one thread, because waking another takes about as long. Default: 25,000. */
  readonly worthSharing?: number;
}

/**
 * Machine with a WebAssembly memory. The memory begins with the parameter block at 1024, the control block after it, and the scratch memory of
 * each thread from 4096 on. The heap follows.
 */
export class WasmMachine implements HostMachine {
  readonly relaxed: boolean;
  readonly winograd: boolean;
  readonly tileColumns: number;
  readonly shared: boolean;
  readonly kernels: Readonly<Record<string, Kernel>>;
  words!: Int32Array;
  floats!: Float32Array;
  bytes!: Uint8Array;
  integers!: Int32Array;
  numbers!: Float32Array;
  readonly #memory: WebAssembly.Memory;
  readonly #heap: Heap;
  readonly #pool: Pool | undefined;
  readonly #borrowed = new Map<number, number>();
  readonly #worthSharing: number;
  #nextKernel: number;
  #disposed = false;

  constructor(options: MachineOptions) {
    const {
      modules,
      threads,
      maximumBytes,
      relaxed,
      winograd,
      shared,
      lostAfter = 10_000,
      worthSharing = 25_000,
    } = options;
    this.relaxed = relaxed;
    this.winograd = winograd;
    this.#worthSharing = worthSharing;
    this.tileColumns = options.tileColumns;
    this.shared = shared;
    const begin = SCRATCH + threads * SCRATCH_BYTES;
    this.#memory = makeMemory(begin + FIRST_BYTES, shared);
    this.#heap = new Heap(this.#memory, begin, maximumBytes, () => this.#view());
    this.#view();
    const kernels: ThreadKernel[] = [];
    for (const module of modules) kernels.push(...kernelsOf(module, this.#memory, kernels.length));
    this.kernels = Object.fromEntries(kernels.map((kernel) => [kernel.name, kernel]));
    this.#nextKernel = kernels.length;
    this.#pool = threads > 1 ? this.#startPool(modules, threads - 1, lostAfter) : undefined;
  }

  get threads(): number {
    return this.#pool?.threads ?? 1;
  }

  get ready(): Promise<void> {
    return this.#pool?.ready ?? Promise.resolve();
  }

  get use(): HeapUse {
    return this.#heap.use;
  }

  launch(kernel: Kernel, tasks: number, nanoseconds: number): void {
    const { run } = kernel as ThreadKernel;
    if (this.#disposed) this.assertUsable();
    try {
      if (!this.#pool || tasks < 2 || nanoseconds < this.#worthSharing) run(PARAMETERS, 0, tasks, SCRATCH);
      else this.#pool.launch(kernel, tasks, (first, last) => run(PARAMETERS, first, last, SCRATCH));
    } catch (error) {
      this.#abandon();
      throw error;
    }
  }

  define(name: string, bytes: Uint8Array<ArrayBuffer>): Kernel {
    try {
      const [made] = kernelsOf(new WebAssembly.Module(bytes), this.#memory, this.#nextKernel++);
      if (this.#pool) this.#publish(this.#pool, made!.id, bytes);
      return new ThreadKernel(made!.id, name, made!.run);
    } catch (error) {
      this.#abandon();
      throw error;
    }
  }

  allocate(bytes: number): number {
    this.assertUsable();
    return this.#heap.allocate(bytes);
  }

  free(address: number, bytes: number): void {
    this.#heap.release(address, bytes);
  }

  borrow(bytes: number): number {
    try {
      const address = this.#heap.allocate(bytes);
      this.#borrowed.set(address, bytes);
      return address;
    } catch (error) {
      this.#abandon();
      throw error;
    }
  }

  /** Frees all borrowed memory after an error, because the call that borrowed it ends without doing so. */
  #abandon(): void {
    for (const address of this.#borrowed.keys()) this.giveBack(address);
  }

  giveBack(address: number): void {
    this.#heap.release(address, this.#borrowed.get(address)!);
    this.#borrowed.delete(address);
  }

  assertUsable(): void {
    if (!this.#disposed) return;
    throw new BackendError("cpu-wasm: the backend was disposed. Create another, and make the tensors on it.");
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#pool?.dispose();
  }

  /** Makes views of the memory in its current size. */
  #view(): void {
    const { buffer } = this.#memory;
    this.bytes = new Uint8Array(buffer);
    this.integers = new Int32Array(buffer);
    this.numbers = new Float32Array(buffer);
    this.words = new Int32Array(buffer, PARAMETERS, PARAMETER_WORDS);
    this.floats = new Float32Array(buffer, PARAMETERS, PARAMETER_WORDS);
  }

  #startPool(modules: readonly WebAssembly.Module[], workers: number, lostAfter: number): Pool {
    const words = new Int32Array(this.#memory.buffer, CONTROL, Control.words);
    const startOf = (i: number): WorkerStart => ({
      memory: this.#memory,
      modules,
      controlAddress: CONTROL,
      control: Control,
      parameters: PARAMETERS,
      scratch: SCRATCH + (i + 1) * SCRATCH_BYTES,
      patience: PATIENCE,
    });
    return new Pool(words, workers, startOf, lostAfter);
  }

  /** Publishes a module to the workers, which compile it at its first use. */
  #publish(pool: Pool, id: number, bytes: Uint8Array): void {
    const record = this.#heap.allocate(12 + bytes.length);
    this.integers.set([pool.newest, id, bytes.length], record / 4);
    this.bytes.set(bytes, record + 12);
    pool.publish(record);
  }
}

function makeMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE), maximum: 65536, shared });
  } catch (error) {
    throw new BackendError("cpu-wasm: there is no address space for a memory of up to 4 GiB.", {
      cause: error,
    });
  }
}
