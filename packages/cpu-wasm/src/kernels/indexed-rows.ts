import { formatShape } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import { collapse } from "../program/collapse.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, sizeOf, widths } from "./dense.ts";

/** Elements of a task, about. */
const BLOCK = 8192;

/** Tables of a launch that walks an indexed view, an index and a dense partner together. */
export interface IndexedRows {
  readonly tasks: number;
  readonly elements: number;
  /** Address of the word that tells of an index out of range. */
  readonly status: number;
}

/**
 * Writes the parameters that gather and scatterAdd share.
 *
 * @param indexed The view in which the index says where to go along `axis`.
 * @param partner The view of the index's shape that elements come from or go to.
 * @param third Word 3: bytes of an element, or its kind.
 */
export function describeRows(
  machine: Machine,
  indexed: WasmView,
  index: WasmView,
  axis: number,
  partner: WasmView,
  third: number,
): IndexedRows {
  const width = widths[indexed.dtype]!;
  const along = { ...indexed, strides: indexed.strides.with(axis, 0) };
  const { sizes, strides } = collapse(index.shape, [along, index, partner]);
  const rows = sizeOf(sizes.slice(1));
  const block = Math.max(1, Math.floor(BLOCK / sizes[0]!));
  const status = machine.borrow(8);
  const { words } = machine;
  words.set([
    ...[addressOf(indexed), addressOf(index), addressOf(partner), third, sizes.length],
    ...[indexed.shape[axis]!, indexed.strides[axis]! * width, rows, block, status],
  ]);
  sizes.forEach((size, d) => {
    const [a, b, c] = strides[d] as [number, number, number];
    words.set([size, a * width, b * 4, c * width], 10 + 4 * d);
  });
  machine.integers[status / 4] = 0;
  return { tasks: Math.ceil(rows / block), elements: rows * sizes[0]!, status };
}

/**
 * Ends a launch.
 *
 * @throws {RangeError} If an index was out of range, naming the first one.
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

/** Looks for the first index that is wrong, in row-major order; repeated ones count once. */
function outOfRange(machine: Machine, op: string, index: WasmView, size: number): RangeError {
  const shape = index.shape.map((length, d) => (index.strides[d] === 0 ? Math.min(length, 1) : length));
  const position = shape.map(() => 0);
  for (;;) {
    const offset = position.reduce((sum, place, d) => sum + place * index.strides[d]!, index.offset);
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
  const place = named.length > 1 ? formatShape(named) : `${named[0] ?? 0}`;
  const advice = size === 0 ? "There is nothing to index." : `Use indices from 0 to ${size - 1}.`;
  return new RangeError(`${op}: index ${value} at position ${place} is outside [0, ${size}). ${advice}`);
}
