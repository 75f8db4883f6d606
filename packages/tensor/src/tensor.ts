/// <reference lib="esnext.disposable" preserve="true" />
import type { Backend } from "./backend.ts";
import { inWords } from "./checks/in-words.ts";
import { denseBytes } from "./dense-bytes.ts";
import { type DType, type TypedArrayOf, viewBytes } from "./dtype.ts";
import { BackendError, DisposedError } from "./errors.ts";
import { freeWhenCollected, stopWatching } from "./finalization.ts";
import { countTensor, discountTensor, releaseStorage } from "./memory.ts";
import { adopt, disown, type Scope } from "./ownership.ts";
import type { RestOf, ResultOf } from "./pipe.ts";
import { format } from "./print.ts";
import { denseStrides, formatShape, type Shape, sizeOf } from "./shape.ts";
import type { View } from "./view.ts";

/** Nested arrays of numbers (booleans for bool), as deep as the tensor has dimensions. */
export type NestedArray = number | boolean | NestedArray[];

/**
 * An n-dimensional array of numbers in a backend's memory. Its values never change.
 *
 * Functions (`tensor`, `zeros`, `matmul`, …) make tensors and only borrow their arguments. The memory of a tensor is freed by
 * `dispose()`, at the end of the `scope` in which it was made, or by `using`.
 */
export class Tensor {
  /** Position of the elements in memory. Internal: for kernels and op definitions. */
  readonly view: View;
  /** Backend that holds the elements and runs ops on them. */
  readonly backend: Backend;
  /** Name of the op that made this tensor. */
  readonly origin: string;
  /**
   * Scope that will free this; undefined if its holder must.
   *
   * @internal
   */
  owner: Scope | undefined = undefined;
  /**
   * Index in the owner's list.
   *
   * @internal
   */
  place = 0;
  /**
   * True while the garbage collector is watched for this.
   *
   * @internal
   */
  watched = false;
  /**
   * Remedy in the error for a use after `dispose`.
   *
   * @internal
   */
  remedy = "Return it from its scope, keep() it, or dispose it later.";
  #retained = 0;
  #disposed = false;

  /** Wraps a view whose storage was allocated on `backend`; internal: op definitions use it. */
  constructor(view: View, backend: Backend, origin: string) {
    this.view = view;
    this.backend = backend;
    this.origin = origin;
    view.storage.references++;
    countTensor();
    adopt(this);
  }

  /** Sizes of the dimensions. */
  get shape(): Shape {
    return this.view.shape;
  }

  /** Element type. */
  get dtype(): DType {
    return this.view.dtype;
  }

  /** Number of dimensions. */
  get rank(): number {
    return this.view.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.view.shape);
  }

  /** True after `dispose`. */
  get disposed(): boolean {
    return this.#disposed;
  }

  /**
   * True while a recorder needs this tensor.
   *
   * @internal
   */
  get retained(): boolean {
    return this.#retained > 0;
  }

  /** Frees the memory: at once, or when the last recorder that needs it releases it. Safe to call more than once. */
  dispose(): void {
    if (this.#disposed) return;
    if (this.watched) this.watch(false);
    disown(this);
    this.#disposed = true;
    discountTensor();
    if (this.#retained === 0) releaseStorage(this.view.storage, this.backend);
  }

  /**
   * Starts or stops freeing this tensor when it is garbage-collected.
   *
   * @internal
   */
  watch(watched: boolean): void {
    this.watched = watched;
    if (watched) freeWhenCollected(this);
    else stopWatching(this);
  }

  /** Same as {@link Tensor.dispose}: `using x = …` calls it at the end of the block. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /**
   * Keeps the memory allocated for a recorder until `release`, even if a scope or a caller disposes this tensor.
   *
   * @throws {DisposedError} If the memory is already freed.
   */
  retain(): void {
    this.assertUsable("retain");
    this.#retained++;
  }

  /** Undoes one `retain`. */
  release(): void {
    if (--this.#retained === 0 && this.#disposed) releaseStorage(this.view.storage, this.backend);
  }

  /**
   * Checks that `op` can read this tensor. A disposed tensor can still be read for a recorder that retains it.
   *
   * @throws {DisposedError} If it was disposed and no recorder retains it.
   */
  assertUsable(op: string): void {
    if (this.#disposed && this.#retained === 0) {
      throw new DisposedError(
        `${op}: the tensor ${formatShape(this.shape)} made by ${this.origin} was disposed. ${this.remedy}`,
      );
    }
  }

  /**
   * Returns `op(this, ...rest)`. Chains of calls read in the order in which they run.
   *
   * Intermediate results of a chain are ordinary tensors. Write the chain in a `scope`, which frees them.
   *
   * @param op Any function whose first parameter is a tensor.
   * @param rest The other arguments of `op`.
   * @throws {TypeError} If `op` is not a function.
   * @example
   * const probabilities = scope(() => x.pipe(matmul, w).pipe(add, b).pipe(softmax, 1));
   */
  pipe<Rest extends readonly unknown[], R>(op: (x: Tensor, ...rest: Rest) => R, ...rest: Rest): R;
  /**
   * The same for an overloaded `op`.
   *
   * @typeParam F Type of `op`, with all its overloads.
   * @typeParam Rest Types of the other arguments.
   */
  pipe<F extends (x: Tensor, ...rest: never) => unknown, Rest extends RestOf<Tensor, F>>(
    op: F,
    ...rest: Rest
  ): ResultOf<Tensor, F, Rest>;
  pipe(op: (x: Tensor, ...rest: unknown[]) => unknown, ...rest: unknown[]): unknown {
    if (typeof op !== "function") throw notPipeable(op);
    return op(this, ...rest);
  }

  /** Returns a copy of the elements in row-major order. */
  async data(): Promise<TypedArrayOf[DType]> {
    this.assertUsable("data");
    const { storage, byteOffset, byteLength, done } = denseBytes(this.view, this.backend);
    try {
      return viewBytes(this.dtype, await this.backend.read(storage, byteOffset, byteLength));
    } finally {
      done();
    }
  }

  /**
   * Returns a copy of the elements in row-major order, synchronously.
   *
   * @throws {BackendError} If the backend cannot read synchronously.
   */
  dataSync(): TypedArrayOf[DType] {
    this.assertUsable("dataSync");
    if (!this.backend.readSync) {
      throw new BackendError(
        `dataSync: backend ${this.backend.name} reads asynchronously only. Use await x.data().`,
      );
    }
    const { storage, byteOffset, byteLength, done } = denseBytes(this.view, this.backend);
    try {
      return viewBytes(this.dtype, this.backend.readSync(storage, byteOffset, byteLength));
    } finally {
      done();
    }
  }

  /**
   * Returns the only element.
   *
   * @throws {RangeError} If the tensor does not have exactly one element.
   */
  item(): number {
    if (this.size !== 1) {
      throw new RangeError(
        `item: the tensor has ${this.size} elements, shape ${formatShape(this.shape)}. Reduce it to one first.`,
      );
    }
    return this.dataSync()[0] as number;
  }

  /** Returns the elements as nested arrays of numbers, or of booleans for bool. A scalar gives a plain number or boolean. */
  toArray(): NestedArray {
    const data = this.dataSync();
    const element = (i: number): number | boolean =>
      this.dtype === "bool" ? data[i] === 1 : (data[i] as number);
    const strides = denseStrides(this.shape);
    const nest = (axis: number, offset: number): NestedArray =>
      axis === this.rank
        ? element(offset)
        : Array.from({ length: this.shape[axis] as number }, (_, i) =>
            nest(axis + 1, offset + i * (strides[axis] as number)),
          );
    return nest(0, 0);
  }

  /**
   * Returns the nested arrays of `toArray`, so that `JSON.stringify` writes the elements. JSON has neither NaN nor infinities:
   * `JSON.stringify` writes `null` for them, as it does for plain numbers. To save tensors exactly, use `data()` or a state dict.
   *
   * @throws {BackendError} If the backend cannot read synchronously.
   * @example
   * JSON.stringify({ probabilities: tensor([[0.25, 0.75]]) }); // {"probabilities":[[0.25,0.75]]}
   */
  toJSON(): NestedArray {
    return this.toArray();
  }

  /** Returns the values (abbreviated if there are more than 1000), the shape and the dtype. */
  toString(): string {
    if (this.#disposed) return `Tensor(disposed, shape ${formatShape(this.shape)}, ${this.dtype})`;
    if (!this.backend.readSync)
      return `Tensor(shape ${formatShape(this.shape)}, ${this.dtype}, on ${this.backend.name})`;
    return format(this.dataSync(), this.shape, this.dtype);
  }
}

/** Error for a layer, a tensor or the name of an op, which `pipe` was passed instead of a function. */
function notPipeable(op: unknown): TypeError {
  const isLayer = typeof (op as { forward?: unknown } | null | undefined)?.forward === "function";
  const call = isLayer ? "x.pipe((input) => layer.forward(input))" : "x.pipe(matmul, w)";
  return new TypeError(`pipe: op must be a function: got ${inWords(op)}. Write ${call}.`);
}

/** Hook of `console.log` in Node, Deno and Bun. Set here because declaration files cannot contain the computed name. */
Object.defineProperty(Tensor.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: Tensor.prototype.toString,
});
