import { storeTransposed } from "../transposed";
import { COLUMNS } from "./panels";

/**
 * Packs lines of a matrix: element (i, k) at from + i·lineStride + k·stride goes to to + 4·(k·width + i), for the first `count` lines
 * of the panel's `width`. The other lines are 0.
 */
@inline
export function packPanel(
  width: i32,
  count: i32,
  depth: i32,
  from: usize,
  lineStride: usize,
  stride: usize,
  to: usize,
): void {
  const step = <usize>width << 2;
  if (count < width) memory.fill(to, 0, step * depth);
  if (stride == 4) packAlongDepth(width, count, depth, from, lineStride, to);
  else if (lineStride == 4 && count == width) packAcross(width, depth, from, stride, to);
  else {
    for (let k = 0; k < depth; k++) {
      let at = from;
      for (let i = 0; i < count; i++) {
        store<f32>(to + (<usize>i << 2), load<f32>(at));
        at += lineStride;
      }
      from += stride;
      to += step;
    }
  }
}

/** Packs lines that are dense along the depth: transposes blocks of 4 × 4. */
@inline
function packAlongDepth(width: i32, count: i32, depth: i32, from: usize, lineStride: usize, to: usize): void {
  const step = <usize>width << 2;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    let source = from;
    let target = to + (<usize>i << 2);
    let k = 0;
    for (; k + 4 <= depth; k += 4) {
      storeTransposed(
        v128.load(source),
        v128.load(source + lineStride),
        v128.load(source + 2 * lineStride),
        v128.load(source + 3 * lineStride),
        target,
        step,
      );
      source += 16;
      target += 4 * step;
    }
    for (; k < depth; k++) {
      store<f32>(target, load<f32>(source));
      store<f32>(target, load<f32>(source + lineStride), 4);
      store<f32>(target, load<f32>(source + 2 * lineStride), 8);
      store<f32>(target, load<f32>(source + 3 * lineStride), 12);
      source += 4;
      target += step;
    }
    from += 4 * lineStride;
  }
  for (; i + 2 <= count; i += 2) {
    let source = from;
    let target = to + (<usize>i << 2);
    for (let k = 0; k < depth; k++) {
      store<f32>(target, load<f32>(source));
      store<f32>(target, load<f32>(source + lineStride), 4);
      source += 4;
      target += step;
    }
    from += 2 * lineStride;
  }
  if (i < count) {
    let source = from;
    let target = to + (<usize>i << 2);
    for (let k = 0; k < depth; k++) {
      store<f32>(target, load<f32>(source));
      source += 4;
      target += step;
    }
  }
}

/** Packs lines that are adjacent: copies each step of the depth as it is. */
@inline
function packAcross(width: i32, depth: i32, from: usize, stride: usize, to: usize): void {
  const step = <usize>width << 2;
  for (let k = 0; k < depth; k++) {
    let i = 0;
    for (; i + 4 <= width; i += 4) v128.store(to + (<usize>i << 2), v128.load(from + (<usize>i << 2)));
    for (; i < width; i += 2) store<u64>(to + (<usize>i << 2), load<u64>(from + (<usize>i << 2)));
    from += stride;
    to += step;
  }
}

/** Packs a panel of `width` (6 or 4) rows of A: see `packPanel`. */
export function packRows(
  width: i32,
  count: i32,
  depth: i32,
  from: usize,
  rowStride: usize,
  columnStride: usize,
  to: usize,
): void {
  if (width == 6) packPanel(6, count, depth, from, rowStride, columnStride, to);
  else packPanel(4, count, depth, from, rowStride, columnStride, to);
}

/** Packs a panel of columns of B: see `packPanel`. */
export function packColumns(
  count: i32,
  depth: i32,
  from: usize,
  rowStride: usize,
  columnStride: usize,
  to: usize,
): void {
  packPanel(COLUMNS, count, depth, from, columnStride, rowStride, to);
}
