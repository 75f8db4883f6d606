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

/** Columns of a tile: 8 for 128-bit registers, 16 where V8 joins pairs of them. The build sets it. */
export const COLUMNS: i32 = TILE_COLUMNS;
/** Rows of a tile: as many as fill the registers. */
export const TALL: i32 = 6;
/** Rows of a low tile: up to two make the rest come out even. */
export const LOW: i32 = 4;
/** Blocks of rows begin at multiples of this, and panels must not cross them. */
export const BLOCK_ROWS: i32 = 96;

/** Depth of a block, about: a panel of B of this depth lies in the first cache. */
const DEPTH: i32 = 256;

/** The depth that sums of `depth` products are cut into, so that blocks are alike: each is one pass over C. */
export function blockDepth(depth: i32): i32 {
  const blocks = max(1, (depth + DEPTH / 2) / DEPTH);
  return max(1, (depth + blocks - 1) / blocks);
}

/** Rows that `rows` are filled up to with zeros: what tiles of 6 and 4 can make, from 4 on. */
export function paddedRows(rows: i32): i32 {
  const even = max(LOW, (rows + 1) & ~1);
  return even % BLOCK_ROWS == 2 ? even + 2 : even;
}

/** Rows of the panel that begins where `left` rows of {@link paddedRows} are left: those of 4 come last. */
@inline
export function panelRows(left: i32): i32 {
  return left > 8 || left == TALL ? TALL : LOW;
}

/** How many panels there are. */
export function panelCount(padded: i32): i32 {
  const rest = padded % TALL;
  const low = rest == 0 ? 0 : rest == LOW ? 1 : 2;
  return (padded - low * LOW) / TALL + low;
}

/** Where panel number `panel` begins. */
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
 * C[rows × columns] = A·B, or += where `accumulate`, for packed operands.
 *
 * A comes in panels of 6 or 4 rows (see `panelRows`): element (i, k) of the panel that begins at row r lies at
 * a + 4·(r·depth + k·(rows of the panel) + i). B comes in panels of COLUMNS columns: element (k, j) of panel q at
 * b + 4·(q·COLUMNS·depth + k·COLUMNS + j). Rows and columns beyond the last hold anything. A panel of B stays in the first cache
 * while all of A passes.
 *
 * @param left Rows from the first of this block to the end of all, with the filling.
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
