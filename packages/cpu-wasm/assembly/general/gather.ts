import { List } from "../list";
import { FLOAT, INT } from "./element";

/** A dimension of an index: its size, and its strides in bytes in the three views that are walked together. */
@unmanaged
class IndexDimension {
  size: i32;
  /** Stride in the indexed view, 0 along the axis that the index selects from. */
  indexedStride: usize;
  indexStride: usize;
  partnerStride: usize;
}

/** Parameters of kernels that walk a view, an index into it, and a partner of the index's shape. */
@unmanaged
class IndexedRows {
  /** The view that the index selects from along the axis. */
  indexed: usize;
  index: usize;
  /** The view that elements are written to or read from. */
  partner: usize;
  /** Bytes of an element. */
  width: i32;
  /** Kind of the elements: see element.ts. */
  kind: i32;
  /** Size of the axis. */
  limit: u32;
  /** Bytes between neighbors along the axis. */
  step: usize;
  /** Rows of the index: the product of all its sizes but the innermost. */
  rows: i32;
  /** Rows of a task. */
  block: i32;
  /** Address of a word that becomes 1 if an index is out of range. */
  status: usize;
  /** At least one dimension, the innermost first. */
  dimensions: List<IndexDimension>;
}

/**
 * partner[…, i, …] = indexed[…, index[…, i, …], …]. A row runs over the innermost dimension of the index. Tasks: blocks of rows.
 */
export function gatherRows(p: IndexedRows, first: i32, last: i32, scratch: usize): void {
  const width = p.width;
  const limit = p.limit;
  const step = p.step;
  const inner = p.dimensions.at(0);
  const size = inner.size;
  for (let row = first * p.block; row < min(last * p.block, p.rows); row++) {
    let x = p.indexed;
    let index = p.index;
    let out = p.partner;
    let rest = row;
    for (let d = 1; d < p.dimensions.length; d++) {
      const dimension = p.dimensions.at(d);
      const position = <usize>(rest % dimension.size);
      rest /= dimension.size;
      x += position * dimension.indexedStride;
      index += position * dimension.indexStride;
      out += position * dimension.partnerStride;
    }
    if (inner.indexStride == 0 && inner.indexedStride == width && inner.partnerStride == width) {
      const at = load<u32>(index);
      if (at >= limit) store<i32>(p.status, 1);
      else memory.copy(out, x + <usize>at * step, <usize>(size * width));
      continue;
    }
    for (let i = 0; i < size; i++) {
      const at = load<u32>(index);
      if (at >= limit) store<i32>(p.status, 1);
      else if (width == 1) store<u8>(out, load<u8>(x + <usize>at * step));
      else store<u32>(out, load<u32>(x + <usize>at * step));
      x += inner.indexedStride;
      index += inner.indexStride;
      out += inner.partnerStride;
    }
  }
}

/** indexed[…, index[…, i, …], …] += partner[…, i, …], in row-major order. All indices have been checked. One task. */
export function scatterAddRows(p: IndexedRows, first: i32, last: i32, scratch: usize): void {
  const kind = p.kind;
  const step = p.step;
  const inner = p.dimensions.at(0);
  for (let row = 0; row < p.rows; row++) {
    let out = p.indexed;
    let index = p.index;
    let src = p.partner;
    let rest = row;
    for (let d = 1; d < p.dimensions.length; d++) {
      const dimension = p.dimensions.at(d);
      const position = <usize>(rest % dimension.size);
      rest /= dimension.size;
      out += position * dimension.indexedStride;
      index += position * dimension.indexStride;
      src += position * dimension.partnerStride;
    }
    for (let i = 0; i < inner.size; i++) {
      const to = out + <usize>load<u32>(index) * step;
      if (kind == FLOAT) store<f32>(to, load<f32>(to) + load<f32>(src));
      else if (kind == INT) store<i32>(to, load<i32>(to) + load<i32>(src));
      out += inner.indexedStride;
      index += inner.indexStride;
      src += inner.partnerStride;
    }
  }
}

/** Sets `status` if an index is out of range. One task. */
export function checkIndices(p: IndexedRows, first: i32, last: i32, scratch: usize): void {
  const inner = p.dimensions.at(0);
  for (let row = 0; row < p.rows; row++) {
    let index = p.index;
    let rest = row;
    for (let d = 1; d < p.dimensions.length; d++) {
      const dimension = p.dimensions.at(d);
      index += <usize>(rest % dimension.size) * dimension.indexStride;
      rest /= dimension.size;
    }
    for (let i = 0; i < inner.size; i++) {
      if (load<u32>(index) >= p.limit) {
        store<i32>(p.status, 1);
        return;
      }
      index += inner.indexStride;
    }
  }
}
