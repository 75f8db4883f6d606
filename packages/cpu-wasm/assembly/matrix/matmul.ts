import { roundUp } from "../round-up";
import { packColumns, packRows } from "./pack";
import { BLOCK_ROWS, blockDepth, COLUMNS, multiplyPanels, paddedRows, panelCount, panelRows, panelStart } from "./panels";

/** Parameters of `packOperands`: C[M, N] = A[M, K]·B[K, N]. Strides are in bytes. */
@unmanaged
class PackOperands {
  /** M. */
  rows: i32;
  /** N. If it is 0, only A is packed. */
  columns: i32;
  /** K. */
  depth: i32;
  a: usize;
  aRow: usize;
  aColumn: usize;
  packedA: usize;
  b: usize;
  bRow: usize;
  bColumn: usize;
  packedB: usize;
}

/**
 * Packs A and B for `multiplyPacked`. Each panel has its whole depth, in blocks that follow each other in memory. Tasks: the panels of A, then those of
 * B.
 */
export function packOperands(p: PackOperands, first: i32, last: i32, scratch: usize): void {
  const m = p.rows;
  const n = p.columns;
  const depth = p.depth;
  const block = blockDepth(depth);
  const lines = paddedRows(m);
  const panels = panelCount(lines);
  for (let task = first; task < last; task++) {
    if (task < panels) {
      const line = panelStart(lines, task);
      const width = panelRows(lines - line);
      const row = p.aRow;
      const column = p.aColumn;
      const from = p.a + <usize>line * row;
      for (let k = 0; k < depth; k += block) {
        const size = min(block, depth - k);
        const to = p.packedA + ((<usize>k * <usize>lines + <usize>line * <usize>size) << 2);
        packRows(width, min(width, m - line), size, from + <usize>k * column, row, column, to);
      }
    } else {
      const line = (task - panels) * COLUMNS;
      const row = p.bRow;
      const column = p.bColumn;
      const from = p.b + <usize>line * column;
      const filled = roundUp(n, COLUMNS);
      for (let k = 0; k < depth; k += block) {
        const size = min(block, depth - k);
        const to = p.packedB + ((<usize>k * <usize>filled + <usize>line * <usize>size) << 2);
        packColumns(min(COLUMNS, n - line), size, from + <usize>k * row, row, column, to);
      }
    }
  }
}

/** Parameters of `multiplyPacked`: C[M, N] = A[M, K]·B[K, N], with dense rows of C. */
@unmanaged
class MultiplyPacked {
  /** M. */
  rows: i32;
  /** N. */
  columns: i32;
  /** K. */
  depth: i32;
  packedA: usize;
  packedB: usize;
  c: usize;
  /** Bytes from one row of C to the next. */
  cRow: usize;
  /** Columns of a block of C, a multiple of 16. */
  blockColumns: i32;
}

/** C = A·B of packed operands. Tasks: blocks of C, column by column. */
export function multiplyPacked(p: MultiplyPacked, first: i32, last: i32, scratch: usize): void {
  const m = p.rows;
  const n = p.columns;
  const depth = p.depth;
  const block = blockDepth(depth);
  const stride = p.cRow;
  const blocks = (m + BLOCK_ROWS - 1) / BLOCK_ROWS;
  const blockColumns = p.blockColumns;
  for (let task = first; task < last; task++) {
    const i = (task % blocks) * BLOCK_ROWS;
    const j = (task / blocks) * blockColumns;
    const rows = min(BLOCK_ROWS, m - i);
    const columns = min(blockColumns, n - j);
    const c = p.c + <usize>i * stride + (<usize>j << 2);
    for (let k = 0; k < depth; k += block) {
      const size = min(block, depth - k);
      const a = p.packedA + ((<usize>k * <usize>paddedRows(m) + <usize>i * <usize>size) << 2);
      const b =
        p.packedB + ((<usize>k * <usize>roundUp(n, COLUMNS) + <usize>j * <usize>size) << 2);
      multiplyPanels(paddedRows(m) - i, rows, columns, size, a, b, c, stride, k > 0, scratch);
    }
  }
}
