import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";

/** Where kernels find an element type, as their parameters name it. */
export const kindCodes: Readonly<Record<string, number>> = { float32: 0, int32: 1, bool: 2 };
/** Bytes of an element of each type. */
export const widths: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1 };

/** Address of the first element. */
export function addressOf({ storage, offset, dtype }: WasmView): number {
  return storage.address + offset * (dtype === "bool" ? 1 : 4);
}

/** Whether the elements lie in row-major order without gaps; sizes of 1 may have any stride. */
export function isDense({ shape, strides }: WasmView): boolean {
  let expected = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    if (shape[d] !== 1 && strides[d] !== expected) return false;
    expected *= shape[d]!;
  }
  return true;
}

/** Number of elements. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let d = 0; d < shape.length; d++) size *= shape[d]!;
  return size;
}

/**
 * The address of a dense copy of a view, or of the view itself if it is dense. Where it was copied, `release` gives
 * the memory back.
 */
export class DenseCopy {
  readonly address: number;
  readonly #machine: Machine;
  readonly #borrowed: boolean;

  constructor(machine: Machine, view: WasmView) {
    this.#machine = machine;
    this.#borrowed = !isDense(view);
    this.address = this.#borrowed ? copied(machine, view) : addressOf(view);
  }

  release(): void {
    if (this.#borrowed) this.#machine.giveBack(this.address);
  }
}

function copied(machine: Machine, view: WasmView): number {
  const bytes = sizeOf(view.shape) * widths[view.dtype]!;
  const address = machine.borrow(bytes);
  copy(machine, view, temporary(address, view.shape, view.dtype));
  return address;
}

/** A dense view of borrowed memory. */
export function temporary(address: number, shape: readonly number[], dtype: WasmView["dtype"]): WasmView {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = stride;
    stride *= shape[d]!;
  }
  return { storage: { address, bytes: 0, references: 0 }, offset: 0, shape, strides, dtype };
}
