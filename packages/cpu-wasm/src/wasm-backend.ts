import type {
  ArgReduceOp,
  Backend,
  DType,
  FusedKernels,
  Program,
  RandomKind,
  ReduceOp,
  RngKey,
  Window2d,
} from "@cambium/tensor";
import { fusedKernels } from "./fused.ts";
import type { HostMachine } from "./host-machine.ts";
import { argReduce } from "./kernels/arg-reduce.ts";
import { copy } from "./kernels/copy.ts";
import { cumsum } from "./kernels/cumsum.ts";
import { gather } from "./kernels/gather.ts";
import { matmul } from "./kernels/matmul.ts";
import { random } from "./kernels/random.ts";
import { reduce } from "./kernels/reduce.ts";
import { scatterAdd } from "./kernels/scatter-add.ts";
import { sort } from "./kernels/sort.ts";
import { fold, unfold } from "./kernels/unfold.ts";
import type { HeapUse } from "./memory/heap-use.ts";
import type { MatrixBuild } from "./modules/source.ts";
import { map } from "./program/map.ts";
import { WasmStorage, type WasmView } from "./storage.ts";

/** Backend that computes with WebAssembly SIMD on one or several threads. `createWasmBackend` creates it. */
export class WasmBackend implements Backend<WasmStorage> {
  readonly name = "cpu-wasm";
  readonly dtypes: ReadonlySet<DType> = new Set(["float32", "int32", "bool"]);
  /** Build of the matrix kernels in use. */
  readonly build: MatrixBuild;
  readonly fused: Partial<FusedKernels<WasmStorage>>;
  readonly #machine: HostMachine;

  /** @internal */
  constructor(machine: HostMachine, build: MatrixBuild) {
    this.#machine = machine;
    this.build = build;
    this.fused = fusedKernels(machine);
  }

  /**
   * Number of threads that compute, including the calling one. It is smaller than the requested number if workers cannot start, which is known
   * when {@link WasmBackend.ready} has resolved.
   */
  get threads(): number {
    return this.#machine.threads;
  }

  /** Resolves when all threads are ready or have failed to start, after a warning. Until then, kernels run on fewer threads. */
  get ready(): Promise<void> {
    return this.#machine.ready;
  }

  /** Memory in use, its peak, and the size of the WebAssembly memory, in bytes. */
  memory(): HeapUse {
    return this.#machine.use;
  }

  /** Ends the threads. Any later use of the backend or of its tensors throws a `BackendError`. Safe to call more than once. */
  dispose(): void {
    this.#machine.dispose();
  }

  alloc(bytes: number): WasmStorage {
    return new WasmStorage(this.#machine.allocate(bytes), bytes);
  }
  free(storage: WasmStorage): void {
    this.#machine.free(storage.address, storage.bytes);
  }
  write(storage: WasmStorage, data: ArrayBufferView, byteOffset: number): void {
    this.#machine.assertUsable();
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#machine.bytes.set(bytes, storage.address + byteOffset);
  }
  read(storage: WasmStorage, byteOffset: number, byteLength: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve) => resolve(this.readSync(storage, byteOffset, byteLength)));
  }
  readSync(storage: WasmStorage, byteOffset: number, byteLength: number): Uint8Array<ArrayBuffer> {
    this.#machine.assertUsable();
    const begin = storage.address + byteOffset;
    const copied = new Uint8Array(byteLength);
    copied.set(this.#machine.bytes.subarray(begin, begin + byteLength));
    return copied;
  }

  map(
    program: Program,
    inputs: readonly WasmView[],
    scalars: readonly number[],
    outputs: readonly WasmView[],
  ): void {
    map(this.#machine, program, inputs, scalars, outputs);
  }
  reduce(op: ReduceOp, x: WasmView, axes: readonly number[], out: WasmView): void {
    reduce(this.#machine, op, x, axes, out);
  }
  argReduce(op: ArgReduceOp, x: WasmView, axis: number, out: WasmView): void {
    argReduce(this.#machine, op, x, axis, out);
  }
  cumsum(x: WasmView, axis: number, out: WasmView): void {
    cumsum(this.#machine, x, axis, out);
  }
  sort(x: WasmView, axis: number, descending: boolean, values: WasmView, indices: WasmView): void {
    sort(this.#machine, x, axis, descending, values, indices);
  }
  matmul(a: WasmView, b: WasmView, out: WasmView): void {
    matmul(this.#machine, a, b, out);
  }
  copy(x: WasmView, out: WasmView): void {
    copy(this.#machine, x, out);
  }
  gather(x: WasmView, index: WasmView, axis: number, out: WasmView): void {
    gather(this.#machine, x, index, axis, out);
  }
  scatterAdd(src: WasmView, index: WasmView, axis: number, out: WasmView): void {
    scatterAdd(this.#machine, src, index, axis, out);
  }
  unfold(x: WasmView, window: Window2d, out: WasmView): void {
    unfold(this.#machine, x, window, out);
  }
  fold(windows: WasmView, window: Window2d, out: WasmView): void {
    fold(this.#machine, windows, window, out);
  }
  random(kind: RandomKind, key: RngKey, out: WasmView): void {
    random(this.#machine, kind, key, out);
  }
}
