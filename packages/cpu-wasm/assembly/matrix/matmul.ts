import { roundUp } from "../round-up";
import { packColumns, packRows } from "./pack";
import { BLOCK_ROWS, blockDepth, COLUMNS, multiplyPanels, paddedRows, panelCount, panelRows, panelStart } from "./panels";

// Parameters: sizes, addresses and strides in bytes of C[M, N] = A[M, K]·B[K, N], whose rows are dense; packed copies.
const M: usize = 0;
const N: usize = 4;
const K: usize = 8;
const A: usize = 12;
const B: usize = 16;
const C: usize = 20;
const A_ROW: usize = 24;
const A_COLUMN: usize = 28;
const B_ROW: usize = 32;
const B_COLUMN: usize = 36;
const C_ROW: usize = 40;
const PACKED_A: usize = 44;
const PACKED_B: usize = 48;
/** Columns of a block of C, a multiple of 16. */
const BLOCK_COLUMNS: usize = 52;

/**
 * Packs A and B for `multiplyPacked`. Tasks: the panels of A, then those of B; each with its whole depth, in blocks that follow each other in memory.
 */
export function packOperands(params: usize, first: i32, last: i32, scratch: usize): void {
  const m = load<i32>(params, M);
  const n = load<i32>(params, N);
  const depth = load<i32>(params, K);
  const block = blockDepth(depth);
  const lines = paddedRows(m);
  const panels = panelCount(lines);
  for (let task = first; task < last; task++) {
    if (task < panels) {
      const line = panelStart(lines, task);
      const width = panelRows(lines - line);
      const row = <usize>load<i32>(params, A_ROW);
      const column = <usize>load<i32>(params, A_COLUMN);
      const from = <usize>load<u32>(params, A) + <usize>line * row;
      for (let k = 0; k < depth; k += block) {
        const size = min(block, depth - k);
        const to = <usize>load<u32>(params, PACKED_A) + ((<usize>k * <usize>lines + <usize>line * <usize>size) << 2);
        packRows(width, min(width, m - line), size, from + <usize>k * column, row, column, to);
      }
    } else {
      const line = (task - panels) * COLUMNS;
      const row = <usize>load<i32>(params, B_ROW);
      const column = <usize>load<i32>(params, B_COLUMN);
      const from = <usize>load<u32>(params, B) + <usize>line * column;
      const filled = roundUp(n, COLUMNS);
      for (let k = 0; k < depth; k += block) {
        const size = min(block, depth - k);
        const to = <usize>load<u32>(params, PACKED_B) + ((<usize>k * <usize>filled + <usize>line * <usize>size) << 2);
        packColumns(min(COLUMNS, n - line), size, from + <usize>k * row, row, column, to);
      }
    }
  }
}

/** C = A·B of packed operands. Tasks: blocks of C, column by column. */
export function multiplyPacked(params: usize, first: i32, last: i32, scratch: usize): void {
  const m = load<i32>(params, M);
  const n = load<i32>(params, N);
  const depth = load<i32>(params, K);
  const block = blockDepth(depth);
  const stride = <usize>load<i32>(params, C_ROW);
  const blocks = (m + BLOCK_ROWS - 1) / BLOCK_ROWS;
  const blockColumns = load<i32>(params, BLOCK_COLUMNS);
  for (let task = first; task < last; task++) {
    const i = (task % blocks) * BLOCK_ROWS;
    const j = (task / blocks) * blockColumns;
    const rows = min(BLOCK_ROWS, m - i);
    const columns = min(blockColumns, n - j);
    const c = <usize>load<u32>(params, C) + <usize>i * stride + (<usize>j << 2);
    for (let k = 0; k < depth; k += block) {
      const size = min(block, depth - k);
      const a = <usize>load<u32>(params, PACKED_A) + ((<usize>k * <usize>paddedRows(m) + <usize>i * <usize>size) << 2);
      const b =
        <usize>load<u32>(params, PACKED_B) + ((<usize>k * <usize>roundUp(n, COLUMNS) + <usize>j * <usize>size) << 2);
      multiplyPanels(paddedRows(m) - i, rows, columns, size, a, b, c, stride, k > 0, scratch);
    }
  }
}
