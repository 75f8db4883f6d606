import {
  addTile4x8,
  addTile4x16,
  addTile6x8,
  addTile6x16,
  setTile4x8,
  setTile4x16,
  setTile6x8,
  setTile6x16,
} from "./tiles";

/** Columns of a tile, set by the build: 8 for 128-bit registers, 16 if V8 joins pairs of them. */
export const COLUMNS: i32 = TILE_COLUMNS;
/** Rows of a tile that fills the registers. */
export const TALL: i32 = 6;
/** Rows of a low tile. Up to two of them take the rows that remain. */
export const LOW: i32 = 4;
/** Rows of a block. Panels must not cross the beginning of a block. */
export const BLOCK_ROWS: i32 = 96;

/** Approximate depth of a block: a panel of B of this depth fits the first-level cache. */
const DEPTH: i32 = 256;

/** Depth of the equal blocks that sums of `depth` products are split into. Each block is one pass over C. */
export function blockDepth(depth: i32): i32 {
  const blocks = max(1, (depth + DEPTH / 2) / DEPTH);
  return max(1, (depth + blocks - 1) / blocks);
}

/** Number of rows after padding with zeros: at least 4, and a sum of tiles of 6 and 4 rows. */
export function paddedRows(rows: i32): i32 {
  const even = max(LOW, (rows + 1) & ~1);
  return even % BLOCK_ROWS == 2 ? even + 2 : even;
}

/** Rows of the panel at the beginning of the last `left` of {@link paddedRows}. Panels of 4 come last. */
@inline
export function panelRows(left: i32): i32 {
  return left > 8 || left == TALL ? TALL : LOW;
}

/** Number of panels of padded rows. */
export function panelCount(padded: i32): i32 {
  const rest = padded % TALL;
  const low = rest == 0 ? 0 : rest == LOW ? 1 : 2;
  return (padded - low * LOW) / TALL + low;
}

/** First row of a panel. */
export function panelStart(padded: i32, panel: i32): i32 {
  const rest = padded % TALL;
  const tall = (padded - (rest == 0 ? 0 : rest == LOW ? LOW : 2 * LOW)) / TALL;
  return panel < tall ? panel * TALL : tall * TALL + (panel - tall) * LOW;
}

@inline
function tile(rows: i32, depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
  if (COLUMNS == 16) {
    if (rows == TALL) {
      if (accumulate) addTile6x16(depth, a, b, c, stride);
      else setTile6x16(depth, a, b, c, stride);
    } else {
      if (accumulate) addTile4x16(depth, a, b, c, stride);
      else setTile4x16(depth, a, b, c, stride);
    }
  } else {
    if (rows == TALL) {
      if (accumulate) addTile6x8(depth, a, b, c, stride);
      else setTile6x8(depth, a, b, c, stride);
    } else {
      if (accumulate) addTile4x8(depth, a, b, c, stride);
      else setTile4x8(depth, a, b, c, stride);
    }
  }
}

/**
 * C[rows × columns] = A·B, or += if `accumulate` is set, for packed operands.
 *
 * A is packed in panels of 6 or 4 rows (see `panelRows`): element (i, k) of the panel that begins at row r is at
 * a + 4·(r·depth + k·(rows of the panel) + i). B is packed in panels of COLUMNS columns: element (k, j) of panel q is at
 * b + 4·(q·COLUMNS·depth + k·COLUMNS + j). Rows and columns beyond the last may hold anything. A panel of B stays in the first-level cache
 * while the loop goes over all of A.
 *
 * @param left Padded rows from the first row of this block to the end of A.
 * @param stride Bytes from one row of C to the next.
 * @param spare Memory for one tile.
 */
export function multiplyPanels(
  left: i32,
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
  const panelB = <usize>(depth * COLUMNS) << 2;
  for (let j = 0; j < columns; j += COLUMNS) {
    const width = min(COLUMNS, columns - j);
    let panel = a;
    let tileRow = c;
    for (let i = 0; i < rows; ) {
      const all = panelRows(left - i);
      const height = min(all, rows - i);
      if (width == COLUMNS && height == all) tile(all, depth, panel, b, tileRow, stride, accumulate);
      else {
        tile(all, depth, panel, b, spare, COLUMNS << 2, false);
        merge(height, width, spare, tileRow, stride, accumulate);
      }
      panel += <usize>(depth * all) << 2;
      tileRow += stride * all;
      i += all;
    }
    b += panelB;
    c += <usize>COLUMNS << 2;
  }
}

/** Copies or adds part of a tile to C. */
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
