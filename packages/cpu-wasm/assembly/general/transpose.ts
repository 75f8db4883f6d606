import { storeTransposed } from "../transposed";

/** Rows and columns of a block: its lines stay in the first cache. */
const BLOCK: i32 = 32;

/**
 * Turns matrices of 4-byte elements: to[b, i, j] = from[b, j, i], where j is dense in `to` and i in `from`. Tasks: blocks of 32
 * rows i of each matrix.
 *
 * Parameters: addresses from and to; rows i and columns j; bytes from one j to the next in `from`, from one i to the next in
 * `to`; bytes from one matrix to the next in both.
 */
export function transposeBlocks(params: usize, first: i32, last: i32, scratch: usize): void {
  const rows = load<i32>(params, 8);
  const columns = load<i32>(params, 12);
  const fromStride = <usize>load<i32>(params, 16);
  const toStride = <usize>load<i32>(params, 20);
  const blocks = (rows + BLOCK - 1) / BLOCK;
  for (let task = first; task < last; task++) {
    const matrix = task / blocks;
    const i = (task % blocks) * BLOCK;
    const from = <usize>load<u32>(params) + <usize>(matrix * load<i32>(params, 24)) + ((<usize>i) << 2);
    const to = <usize>load<u32>(params, 4) + <usize>(matrix * load<i32>(params, 28)) + <usize>i * toStride;
    for (let j = 0; j < columns; j += BLOCK) {
      const source = from + <usize>j * fromStride;
      turn(
        min(BLOCK, rows - i),
        min(BLOCK, columns - j),
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
