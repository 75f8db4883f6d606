import { fourAt } from "../../four-floats";
import { POWERS_BYTES, transformFilterLine, transformInputLine, transformOutputLine, writePowers } from "./lines";

/*
 * Transforms in two dimensions, of four tiles at a time: lane i belongs to the tile at address i. Position (p, q) of a
 * transformed tile is at offset (6p + q)·step. `spare` is working memory that `prepareTiles` has prepared.
 */

/** Bytes of four tiles while they are transformed. */
const LINES_BYTES: usize = 36 * 16;
/** Bytes of working memory. */
export const SPARE_BYTES: usize = LINES_BYTES + POWERS_BYTES;

/** Prepares the working memory of the transforms. */
export function prepareTiles(spare: usize): void {
  writePowers(spare + LINES_BYTES);
}

/** Bᵀ·d·B of four tiles of 6 × 6, whose rows are `rowBytes` apart. */
export function transformInput(
  p0: usize,
  p1: usize,
  p2: usize,
  p3: usize,
  rowBytes: usize,
  spare: usize,
  to: usize,
  step: usize,
): void {
  const powers = spare + LINES_BYTES;
  for (let at = spare; at < spare + LINES_BYTES; at += 96) {
    const r0 = v128.load(p0);
    const r1 = v128.load(p1);
    const r2 = v128.load(p2);
    const r3 = v128.load(p3);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    const last01 = v128.shuffle<f32>(v128.load64_zero(p0, 16), v128.load64_zero(p1, 16), 0, 4, 1, 5);
    const last23 = v128.shuffle<f32>(v128.load64_zero(p2, 16), v128.load64_zero(p3, 16), 0, 4, 1, 5);
    transformInputLine(
      powers,
      v128.shuffle<f64>(low01, low23, 0, 2),
      v128.shuffle<f64>(low01, low23, 1, 3),
      v128.shuffle<f64>(high01, high23, 0, 2),
      v128.shuffle<f64>(high01, high23, 1, 3),
      v128.shuffle<f64>(last01, last23, 0, 2),
      v128.shuffle<f64>(last01, last23, 1, 3),
      at,
      16,
    );
    p0 += rowBytes;
    p1 += rowBytes;
    p2 += rowBytes;
    p3 += rowBytes;
  }
  for (let at = spare; at < spare + 96; at += 16) {
    transformInputLine(
      powers,
      v128.load(at),
      v128.load(at, 96),
      v128.load(at, 192),
      v128.load(at, 288),
      v128.load(at, 384),
      v128.load(at, 480),
      to,
      6 * step,
    );
    to += step;
  }
}

/** Loads the elements of four tiles at the same offset. */
@inline
function fourOf(p0: usize, p1: usize, p2: usize, p3: usize, offset: usize): v128 {
  return fourAt(p0 + offset, p1 + offset, p2 + offset, p3 + offset);
}

/** G_r·g·Gᵀ_r of four filters of r × r taps, for a constant r from 2 to 5. */
@inline
function transformFilters(
  r: i32,
  p0: usize,
  p1: usize,
  p2: usize,
  p3: usize,
  rowBytes: usize,
  columnBytes: usize,
  spare: usize,
  to: usize,
  step: usize,
): void {
  const powers = spare + LINES_BYTES;
  for (let i = 0; i < r; i++) {
    const g0 = fourOf(p0, p1, p2, p3, 0);
    const g1 = fourOf(p0, p1, p2, p3, columnBytes);
    const g2 = r > 2 ? fourOf(p0, p1, p2, p3, 2 * columnBytes) : g1;
    const g3 = r > 3 ? fourOf(p0, p1, p2, p3, 3 * columnBytes) : g1;
    const g4 = r > 4 ? fourOf(p0, p1, p2, p3, 4 * columnBytes) : g1;
    transformFilterLine(powers, r, g0, g1, g2, g3, g4, spare + 96 * <usize>i, 16);
    p0 += rowBytes;
    p1 += rowBytes;
    p2 += rowBytes;
    p3 += rowBytes;
  }
  for (let at = spare; at < spare + 96; at += 16) {
    const g1 = v128.load(at, 96);
    transformFilterLine(
      powers,
      r,
      v128.load(at),
      g1,
      r > 2 ? v128.load(at, 192) : g1,
      r > 3 ? v128.load(at, 288) : g1,
      r > 4 ? v128.load(at, 384) : g1,
      to,
      6 * step,
    );
    to += step;
  }
}

/** Transforms four filters, for `taps` from 2 to 5. */
export function transformFilter(
  taps: i32,
  p0: usize,
  p1: usize,
  p2: usize,
  p3: usize,
  rowBytes: usize,
  columnBytes: usize,
  spare: usize,
  to: usize,
  step: usize,
): void {
  if (taps == 2) transformFilters(2, p0, p1, p2, p3, rowBytes, columnBytes, spare, to, step);
  else if (taps == 3) transformFilters(3, p0, p1, p2, p3, rowBytes, columnBytes, spare, to, step);
  else if (taps == 4) transformFilters(4, p0, p1, p2, p3, rowBytes, columnBytes, spare, to, step);
  else transformFilters(5, p0, p1, p2, p3, rowBytes, columnBytes, spare, to, step);
}

@inline
function transformOutputs(m: i32, from: usize, step: usize, spare: usize, to: usize): void {
  const powers = spare + LINES_BYTES;
  for (let at = spare; at < spare + 96; at += 16) {
    transformOutputLine(
      powers,
      m,
      v128.load(from),
      v128.load(from + 6 * step),
      v128.load(from + 12 * step),
      v128.load(from + 18 * step),
      v128.load(from + 24 * step),
      v128.load(from + 30 * step),
      at,
      96,
    );
    from += step;
  }
  for (let k = 0; k < m; k++) {
    const at = spare + 96 * <usize>k;
    transformOutputLine(
      powers,
      m,
      v128.load(at),
      v128.load(at, 16),
      v128.load(at, 32),
      v128.load(at, 48),
      v128.load(at, 64),
      v128.load(at, 80),
      to + (<usize>(k * m) << 4),
      16,
    );
  }
}

/** Aᵀ_m·P·A_m of four tiles, for m from 2 to 5: m² vectors from `to` on, row by row. */
export function transformOutput(m: i32, from: usize, step: usize, spare: usize, to: usize): void {
  if (m == 2) transformOutputs(2, from, step, spare, to);
  else if (m == 3) transformOutputs(3, from, step, spare, to);
  else if (m == 4) transformOutputs(4, from, step, spare, to);
  else transformOutputs(5, from, step, spare, to);
}
