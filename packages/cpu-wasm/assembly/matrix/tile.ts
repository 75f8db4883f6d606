import { addTile6x8, setTile6x8 } from "./tile-6x8";
import { addTile6x16, setTile6x16 } from "./tile-6x16";

/** Rows of a tile of the product: what fits into 16 registers beside a row of B. */
export const ROWS: i32 = 6;
/** Columns of a tile: 8 for 128-bit registers, 16 where V8 joins pairs of them. The build sets it. */
export const COLUMNS: i32 = TILE_COLUMNS;

@inline
function tile(depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
  if (COLUMNS == 16) {
    if (accumulate) addTile6x16(depth, a, b, c, stride);
    else setTile6x16(depth, a, b, c, stride);
  } else {
    if (accumulate) addTile6x8(depth, a, b, c, stride);
    else setTile6x8(depth, a, b, c, stride);
  }
}

/**
 * C[rows × columns] = A·B, or += where `accumulate`, for packed operands.
 *
 * A comes in panels of ROWS rows: element (i, k) of panel p lies at a + 4·(p·ROWS·depth + k·ROWS + i). B comes in panels of
 * COLUMNS columns: element (k, j) of panel q at b + 4·(q·COLUMNS·depth + k·COLUMNS + j). Both are filled up with zeros. A panel
 * of B stays in the first cache while all of A passes.
 *
 * @param stride Bytes from one row of C to the next.
 * @param spare Memory for one tile.
 */
export function multiplyPanels(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  b: usize,
  c: usize,
  stride: usize,
  accumulate: bool,
  spare: usize,
): void {
  const panelA = <usize>(depth * ROWS) << 2;
  const panelB = <usize>(depth * COLUMNS) << 2;
  for (let j = 0; j < columns; j += COLUMNS) {
    const width = min(COLUMNS, columns - j);
    let panel = a;
    let tileRow = c;
    for (let i = 0; i < rows; i += ROWS) {
      const height = min(ROWS, rows - i);
      if (width == COLUMNS && height == ROWS) tile(depth, panel, b, tileRow, stride, accumulate);
      else {
        tile(depth, panel, b, spare, COLUMNS << 2, false);
        merge(height, width, spare, tileRow, stride, accumulate);
      }
      panel += panelA;
      tileRow += stride * ROWS;
    }
    b += panelB;
    c += <usize>COLUMNS << 2;
  }
}

/** Puts part of a tile where it belongs. */
function merge(height: i32, width: i32, from: usize, to: usize, stride: usize, accumulate: bool): void {
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const at = to + (<usize>j << 2);
      const value = load<f32>(from + (<usize>j << 2));
      store<f32>(at, accumulate ? load<f32>(at) + value : value);
    }
    from += <usize>COLUMNS << 2;
    to += stride;
  }
}
