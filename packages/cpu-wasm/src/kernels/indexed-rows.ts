import { formatShape, sizeOf } from "@cambium/tensor";
import type { IndexedRows } from "../launch.ts";
import type { Machine } from "../machine.ts";
import { collapse } from "../program/collapse.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, kindCodes, widths } from "./layout.ts";

/** Approximate number of elements of a task. */
const BLOCK = 8192;

/**
 * Parameters of kernels that walk an indexed view, an index and a partner together. `status` is borrowed memory, which {@link requireInRange}
 * returns.
 *
 * @param indexed The view that the index selects from along `axis`.
 * @param partner The view of the index's shape that elements are written to or read from.
 */
export function describeRows(
  machine: Machine,
  indexed: WasmView,
  index: WasmView,
  axis: number,
  partner: WasmView,
): IndexedRows {
  const width = widths[indexed.dtype]!;
  const along = { ...indexed, strides: indexed.strides.with(axis, 0) };
  const { sizes, strides } = collapse(index.shape, [along, index, partner]);
  const rows = sizeOf(sizes.slice(1));
  const block = Math.max(1, Math.floor(BLOCK / sizes[0]!));
  const status = machine.borrow(4);
  machine.integers[status / 4] = 0;
  return {
    indexed: addressOf(indexed),
    index: addressOf(index),
    partner: addressOf(partner),
    width,
    kind: kindCodes[indexed.dtype]!,
    limit: indexed.shape[axis]!,
    step: indexed.strides[axis]! * width,
    rows,
    block,
    status,
    dimensions: sizes.map((size, d) => {
      const [a, b, c] = strides[d] as [number, number, number];
      return { size, indexedStride: a * width, indexStride: b * 4, partnerStride: c * width };
    }),
  };
}

/**
 * Checks the status of a launch.
 *
 * @throws {RangeError} If an index was out of range. The message names the first one.
 */
export function requireInRange(
  machine: Machine,
  op: string,
  { status }: Pick<IndexedRows, "status">,
  index: WasmView,
  size: number,
): void {
  const wasWrong = machine.integers[status / 4] !== 0;
  machine.giveBack(status);
  if (wasWrong) throw outOfRange(machine, op, index, size);
}

/** Error that names the first wrong index in row-major order. Repeated dimensions count once. */
function outOfRange(machine: Machine, op: string, index: WasmView, size: number): RangeError {
  const shape = index.shape.map((length, d) => (index.strides[d] === 0 ? Math.min(length, 1) : length));
  const position = shape.map(() => 0);
  for (;;) {
    const offset = position.reduce((sum, at, d) => sum + at * index.strides[d]!, index.offset);
    const value = machine.integers[index.storage.address / 4 + offset]!;
    if (value < 0 || value >= size) return describe(op, value, position, shape, size);
    let d = shape.length - 1;
    while (++position[d]! >= shape[d]!) position[d--] = 0;
  }
}

function describe(
  op: string,
  value: number,
  position: readonly number[],
  shape: readonly number[],
  size: number,
): RangeError {
  const named = position.filter((_, d) => shape[d] !== 1);
  const where = named.length > 1 ? formatShape(named) : `${named[0] ?? 0}`;
  const advice = size === 0 ? "There is nothing to index." : `Use indices from 0 to ${size - 1}.`;
  return new RangeError(`${op}: index ${value} at position ${where} is outside [0, ${size}). ${advice}`);
}
