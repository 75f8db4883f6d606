import type { TypedArray } from "../dtype.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";
import { dot, rowOfFour, tile } from "./tile.ts";
import { Walk } from "./walk.ts";

/** Rows and columns of a tile. */
const TILE = 4;

/** Elements of b from which it is packed: more than the caches hold when its rows lie far apart. */
const LARGE = 2 ** 18;

/** Elements of b that are packed at a time. */
const PACKED_BLOCK = 2 ** 17;

const walk = new Walk();

/** Products of the matrices in the last two dimensions. */
export function matmul(a: ReferenceView, b: ReferenceView, out: ReferenceView): void {
  const i = out.shape.length - 2;
  const j = i + 1;
  const rows = out.shape[i]!;
  const columns = out.shape[j]!;
  const inner = a.shape[j]!;
  const [x, y, z] = [elementsOf(a), elementsOf(b), elementsOf(out)];
  const ai = a.strides[i]!;
  const ak = a.strides[j]!;
  const bk = b.strides[i]!;
  const bj = b.strides[j]!;
  const oi = out.strides[i]!;
  const oj = out.strides[j]!;
  // A narrow result is computed as (bᵀ·aᵀ)ᵀ, so that only few rows are a special case.
  const narrow = columns < TILE && columns < rows;
  for (walk.start(out.shape, a, b, out, -1, i); walk.rows > 0; walk.next()) {
    for (let n = 0; n < walk.length; n++) {
      const pa = walk.offsetA + n * walk.strideA;
      const pb = walk.offsetB + n * walk.strideB;
      const po = walk.offsetC + n * walk.strideC;
      if (narrow) multiply(y, pb, bj, bk, x, pa, ak, ai, z, po, oj, oi, columns, rows, inner);
      else multiply(x, pa, ai, ak, y, pb, bk, bj, z, po, oi, oj, rows, columns, inner);
    }
  }
}

/** o[i, j] = Σₖ a[i, k]·b[k, j], each matrix given by its array, beginning and strides. */
function multiply(
  a: TypedArray,
  pa: number,
  ai: number,
  ak: number,
  b: TypedArray,
  pb: number,
  bk: number,
  bj: number,
  o: TypedArray,
  po: number,
  oi: number,
  oj: number,
  rows: number,
  columns: number,
  inner: number,
): void {
  if (rows < TILE) {
    for (let i = 0; i < rows; i++) {
      multiplyRow(a, pa + i * ai, ak, b, pb, bk, bj, o, po + i * oi, oj, columns, inner);
    }
  } else if (columns * inner < LARGE) {
    multiplyTiles(a, pa, ai, ak, b, pb, bk, bj, o, po, oi, oj, rows, columns, inner);
  } else {
    multiplyPacked(a, pa, ai, ak, b, pb, bk, bj, o, po, oi, oj, rows, columns, inner);
  }
}

function multiplyRow(
  a: TypedArray,
  pa: number,
  ak: number,
  b: TypedArray,
  pb: number,
  bk: number,
  bj: number,
  o: TypedArray,
  po: number,
  oj: number,
  columns: number,
  inner: number,
): void {
  if (columns < TILE) {
    for (let j = 0; j < columns; j++) o[po + j * oj] = dot(a, pa, ak, b, pb + j * bj, bk, inner);
    return;
  }
  for (let j = 0; j < columns; j += TILE) {
    const left = Math.min(j, columns - TILE);
    rowOfFour(a, pa, ak, b, pb + left * bj, bk, bj, inner, o, po + left * oj, oj);
  }
}

/** At least four rows and columns, tile by tile. The last tiles reach back over those before, and compute the same again. */
function multiplyTiles(
  a: TypedArray,
  pa: number,
  ai: number,
  ak: number,
  b: TypedArray,
  pb: number,
  bk: number,
  bj: number,
  o: TypedArray,
  po: number,
  oi: number,
  oj: number,
  rows: number,
  columns: number,
  inner: number,
): void {
  for (let i = 0; i < rows; i += TILE) {
    const top = Math.min(i, rows - TILE);
    for (let j = 0; j < columns; j += TILE) {
      const left = Math.min(j, columns - TILE);
      tile(a, pa + top * ai, ai, ak, b, pb + left * bj, bk, bj, inner, o, po + top * oi + left * oj, oi, oj);
    }
  }
}

/** The same for large matrices: blocks of b are first brought into the order in which tiles read them. */
function multiplyPacked(
  a: TypedArray,
  pa: number,
  ai: number,
  ak: number,
  b: TypedArray,
  pb: number,
  bk: number,
  bj: number,
  o: TypedArray,
  po: number,
  oi: number,
  oj: number,
  rows: number,
  columns: number,
  inner: number,
): void {
  const panel = TILE * inner;
  const width = TILE * Math.max(1, Math.floor(PACKED_BLOCK / panel));
  const packed = scratchLike(b, panel + Math.min(width, columns + TILE) * inner);
  for (let start = 0; start < columns; start += width) {
    const end = Math.min(start + width, columns);
    for (let j = start, to = panel; j < end; j += TILE, to += panel) {
      pack(b, pb + Math.min(j, columns - TILE) * bj, bj, bk, inner, packed, to);
    }
    for (let i = 0; i < rows; i += TILE) {
      const top = Math.min(i, rows - TILE);
      pack(a, pa + top * ai, ai, ak, inner, packed, 0);
      for (let j = start, from = panel; j < end; j += TILE, from += panel) {
        const to = po + top * oi + Math.min(j, columns - TILE) * oj;
        tile(packed, 0, 1, TILE, packed, from, TILE, 1, inner, o, to, oi, oj);
      }
    }
  }
}

/** Four rows of a matrix (or columns, as the strides say), interleaved. */
function pack(
  x: TypedArray,
  from: number,
  stride: number,
  step: number,
  inner: number,
  packed: TypedArray,
  to: number,
): void {
  for (let k = 0; k < inner; k++, from += step, to += TILE) {
    packed[to] = x[from]!;
    packed[to + 1] = x[from + stride]!;
    packed[to + 2] = x[from + 2 * stride]!;
    packed[to + 3] = x[from + 3 * stride]!;
  }
}

let scratch32 = new Float32Array(0);
let scratch64 = new Float64Array(0);

/** Memory of the type of `x`, at least as long as asked, which lasts until the next call. */
function scratchLike(x: TypedArray, length: number): TypedArray {
  if (x instanceof Float64Array) {
    if (scratch64.length < length) scratch64 = new Float64Array(length);
    return scratch64;
  }
  if (scratch32.length < length) scratch32 = new Float32Array(length);
  return scratch32;
}
