import { storeTransposed } from "../transposed";

/** Rows of a task of `transposeBlocks`, and columns that it transposes at a time: such a block fits the first-level cache. */
export const TRANSPOSE_BLOCK: i32 = 32;

/** Parameters of `transposeBlocks`. */
@unmanaged
class TransposeBlocks {
  from: usize;
  to: usize;
  rows: i32;
  columns: i32;
  /** Bytes from one column j to the next in `from`. */
  fromStride: usize;
  /** Bytes from one row i to the next in `to`. */
  toStride: usize;
  /** Bytes from one matrix to the next. */
  fromMatrix: usize;
  toMatrix: usize;
}

/**
 * Transposes matrices of 4-byte elements: to[b, i, j] = from[b, j, i], where j is dense in `to` and i in `from`. Tasks: blocks of
 * TRANSPOSE_BLOCK rows i of each matrix.
 */
export function transposeBlocks(p: TransposeBlocks, first: i32, last: i32, scratch: usize): void {
  const rows = p.rows;
  const columns = p.columns;
  const fromStride = p.fromStride;
  const toStride = p.toStride;
  const blocks = (rows + TRANSPOSE_BLOCK - 1) / TRANSPOSE_BLOCK;
  for (let task = first; task < last; task++) {
    const matrix = task / blocks;
    const i = (task % blocks) * TRANSPOSE_BLOCK;
    const from = p.from + <usize>matrix * p.fromMatrix + ((<usize>i) << 2);
    const to = p.to + <usize>matrix * p.toMatrix + <usize>i * toStride;
    for (let j = 0; j < columns; j += TRANSPOSE_BLOCK) {
      const source = from + <usize>j * fromStride;
      turn(
        min(TRANSPOSE_BLOCK, rows - i),
        min(TRANSPOSE_BLOCK, columns - j),
        source,
        fromStride,
        to + ((<usize>j) << 2),
        toStride,
      );
    }
  }
}

function turn(rows: i32, columns: i32, from: usize, fromStride: usize, to: usize, toStride: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let source = from + ((<usize>i) << 2);
    let target = to + <usize>i * toStride;
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const r0 = v128.load(source);
      const r1 = v128.load(source + fromStride);
      const r2 = v128.load(source + 2 * fromStride);
      const r3 = v128.load(source + 3 * fromStride);
      storeTransposed(r0, r1, r2, r3, target, toStride);
      source += 4 * fromStride;
      target += 16;
    }
    for (; j < columns; j++) {
      store<u32>(target, load<u32>(source));
      store<u32>(target + toStride, load<u32>(source, 4));
      store<u32>(target + 2 * toStride, load<u32>(source, 8));
      store<u32>(target + 3 * toStride, load<u32>(source, 12));
      source += fromStride;
      target += 4;
    }
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      store<u32>(
        to + <usize>i * toStride + ((<usize>j) << 2),
        load<u32>(from + ((<usize>i) << 2) + <usize>j * fromStride),
      );
    }
  }
}
