import { List } from "../list";
import { bytesOf, convert } from "./element";

/** A dimension of two views that are walked together: its size, and both strides in bytes. */
@unmanaged
class CopyDimension {
  size: i32;
  fromStride: usize;
  toStride: usize;
}

/** Parameters of `copyStrided`. */
@unmanaged
class CopyStrided {
  from: usize;
  to: usize;
  fromKind: i32;
  toKind: i32;
  /** Rows that a task copies. */
  block: i32;
  /** Total number of rows: the product of all sizes but the innermost. */
  rows: i32;
  /** At least one dimension, the innermost first. */
  dimensions: List<CopyDimension>;
}

/** Copies a view to another of the same shape and converts the elements. Tasks: blocks of rows. */
export function copyStrided(p: CopyStrided, first: i32, last: i32, scratch: usize): void {
  const fromKind = p.fromKind;
  const toKind = p.toKind;
  const end = min(last * p.block, p.rows);
  const inner = p.dimensions.at(0);
  const size = inner.size;
  const width = bytesOf(fromKind);
  const isRun = fromKind == toKind && inner.fromStride == width && inner.toStride == width;
  for (let row = first * p.block; row < end; row++) {
    let from = p.from;
    let to = p.to;
    let rest = row;
    for (let d = 1; d < p.dimensions.length; d++) {
      const dimension = p.dimensions.at(d);
      const index = <usize>(rest % dimension.size);
      rest /= dimension.size;
      from += index * dimension.fromStride;
      to += index * dimension.toStride;
    }
    if (isRun) memory.copy(to, from, <usize>(size * width));
    else {
      for (let i = 0; i < size; i++) {
        convert(from, fromKind, to, toKind);
        from += inner.fromStride;
        to += inner.toStride;
      }
    }
  }
}

/** Parameters of `copyRun`. */
@unmanaged
class CopyRun {
  from: usize;
  to: usize;
  bytes: usize;
  /** Bytes that a task copies. */
  block: usize;
}

/** Copies a dense run of bytes. Tasks: blocks. */
export function copyRun(p: CopyRun, first: i32, last: i32, scratch: usize): void {
  const begin = <usize>first * p.block;
  const end = min(<usize>last * p.block, p.bytes);
  memory.copy(p.to + begin, p.from + begin, end - begin);
}
