import type { TypedArray } from "../dtype.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";
import { tile } from "./tile.ts";
import { Walk } from "./walk.ts";

/** Rows and columns of a tile. */
const TILE = 4;

/** Elements of b beyond which its columns are packed: more than the caches hold of them at large strides. */
const PACKED_FROM = 2 ** 18;

/** Elements of b that are packed at a time. */
const PACKED_BLOCK = 2 ** 16;

const walk = new Walk();

/** Products of the matrices in the last two dimensions. */
export function matmul(a: ReferenceView, b: ReferenceView, out: ReferenceView): void {
  const i = out.shape.length - 2;
  const j = i + 1;
  const rows = out.shape[i]!;
  const columns = out.shape[j]!;
  const inner = a.shape[j]!;
  const [x, y, z] = [elementsOf(a), elementsOf(b), elementsOf(out)];
  const [ai, ak, bk, bj, oi, oj] = [
    a.strides[i]!,
    a.strides[j]!,
    b.strides[i]!,
    b.strides[j]!,
    out.strides[i]!,
    out.strides[j]!,
  ];
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
    multiplyRows(a, pa, ai, ak, b, pb, bk, bj, o, po, oi, oj, rows, columns, inner);
  } else if (columns * inner > PACKED_FROM) {
    multiplyPacked(a, pa, ai, ak, b, pb, bk, bj, o, po, oi, oj, rows, columns, inner);
  } else {
    // The last tiles reach back over those before, whose elements they compute again.
    for (let i = 0; i < rows; i += TILE) {
      const top = Math.min(i, rows - TILE);
      for (let j = 0; j < columns; j += TILE) {
        const left = Math.min(j, columns - TILE);
        tile(
          a,
          pa + top * ai,
          ai,
          ak,
          b,
          pb + left * bj,
          bk,
          bj,
          inner,
          o,
          po + top * oi + left * oj,
          oi,
          oj,
        );
      }
    }
  }
}
