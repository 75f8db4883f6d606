import { elementsOf, type ReferenceView } from "./elements.ts";
import { Matrix } from "./matrix.ts";
import { dot, rowTile, tile } from "./tile.ts";
import { Walk } from "./walk.ts";

/** Rows and columns of a tile. */
const TILE = 4;

/** Smallest number of elements of b that is packed: more than the caches hold if its rows are far apart. */
const LARGE = 2 ** 18;

/** Elements of b that are packed at a time. */
const PACKED_BLOCK = 2 ** 17;

const walk = new Walk();
const left = new Matrix();
const right = new Matrix();
const result = new Matrix();
const packedRows = new Matrix();
const packedColumns = new Matrix();

/** Products of the matrices in the last two dimensions. */
export function matmul(a: ReferenceView, b: ReferenceView, out: ReferenceView): void {
  const i = out.shape.length - 2;
  const j = i + 1;
  const rows = out.shape[i]!;
  const columns = out.shape[j]!;
  const inner = a.shape[j]!;
  walk.start(out.shape, a, b, out, -1, i);
  // A narrow product is computed as (bᵀ·aᵀ)ᵀ, so that only few rows are a special case.
  const narrow = columns < TILE && columns < rows;
  const first = narrow ? right : left;
  const second = narrow ? left : right;
  const m = narrow ? j : i;
  const n = narrow ? i : j;
  first.set(elementsOf(a), a.strides[m]!, a.strides[n]!);
  second.set(elementsOf(b), b.strides[m]!, b.strides[n]!);
  result.set(elementsOf(out), out.strides[m]!, out.strides[n]!);
  for (; walk.rows > 0; walk.next()) {
    for (let batch = 0; batch < walk.length; batch++) {
      first.offset = walk.offsetA + batch * walk.strideA;
      second.offset = walk.offsetB + batch * walk.strideB;
      result.offset = walk.offsetC + batch * walk.strideC;
      if (narrow) multiply(columns, rows, inner);
      else multiply(rows, columns, inner);
    }
  }
}

/** result = left · right. */
function multiply(rows: number, columns: number, inner: number): void {
  if (rows < TILE || columns * inner < LARGE) multiplyTiles(rows, columns, inner);
  else multiplyPacked(rows, columns, inner);
}

/** Multiplies tile by tile. The last tiles overlap the previous ones and compute the same elements again. */
function multiplyTiles(rows: number, columns: number, inner: number): void {
  const height = rows < TILE ? 1 : TILE;
  const width = columns < TILE ? 1 : TILE;
  const kernel = height > 1 ? tile : width > 1 ? rowTile : dot;
  for (let i = 0; i < rows; i += height) {
    const row = Math.min(i, rows - height);
    for (let j = 0; j < columns; j += width) {
      const column = Math.min(j, columns - width);
      kernel(
        left,
        placeAt(left, row, 0),
        right,
        placeAt(right, 0, column),
        result,
        placeAt(result, row, column),
        inner,
      );
    }
  }
}

/** Multiplies large matrices: blocks of columns are first packed in the order in which tiles read them. */
function multiplyPacked(rows: number, columns: number, inner: number): void {
  const panel = TILE * inner;
  const width = TILE * Math.max(1, Math.floor(PACKED_BLOCK / panel));
  const scratch = scratchFor(left, panel + Math.min(width, columns + TILE) * inner);
  packedRows.set(scratch, 1, TILE);
  packedColumns.set(scratch, TILE, 1);
  for (let start = 0; start < columns; start += width) {
    const end = Math.min(start + width, columns);
    for (let j = start, to = panel; j < end; j += TILE, to += panel) {
      pack(
        right,
        placeAt(right, 0, Math.min(j, columns - TILE)),
        right.columnStride,
        right.rowStride,
        inner,
        to,
      );
    }
    for (let i = 0; i < rows; i += TILE) {
      const row = Math.min(i, rows - TILE);
      pack(left, placeAt(left, row, 0), left.rowStride, left.columnStride, inner, 0);
      for (let j = start, from = panel; j < end; j += TILE, from += panel) {
        const to = placeAt(result, row, Math.min(j, columns - TILE));
        tile(packedRows, 0, packedColumns, from, result, to, inner);
      }
    }
  }
}

function placeAt({ offset, rowStride, columnStride }: Matrix, row: number, column: number): number {
  return offset + row * rowStride + column * columnStride;
}

/** Interleaves four rows, or columns with other strides, in the scratch memory. */
function pack(matrix: Matrix, from: number, stride: number, step: number, inner: number, to: number): void {
  const x = matrix.elements;
  const packed = packedRows.elements;
  for (let k = 0; k < inner; k++, from += step, to += TILE) {
    packed[to] = x[from]!;
    packed[to + 1] = x[from + stride]!;
    packed[to + 2] = x[from + 2 * stride]!;
    packed[to + 3] = x[from + 3 * stride]!;
  }
}

let scratch32 = new Float32Array(0);
let scratch64 = new Float64Array(0);

/** Memory for elements of a matrix's type, of at least this length, valid until the next call. */
function scratchFor(
  { elements }: Matrix,
  length: number,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  if (elements instanceof Float64Array) {
    if (scratch64.length < length) scratch64 = new Float64Array(length);
    return scratch64;
  }
  if (scratch32.length < length) scratch32 = new Float32Array(length);
  return scratch32;
}
