import { Window } from "../window";

/** Parameters of `maxPoolPlanes`. */
@unmanaged
class MaxPoolPlanes extends Window {
  images: usize;
  values: usize;
  /** Positions h·W + w in the image, or −1 for a window that is entirely outside of it. */
  indices: usize;
}

/** Largest element of each window and its position. Tasks: planes. */
export function maxPoolPlanes(p: MaxPoolPlanes, first: i32, last: i32, scratch: usize): void {
  const plane = p.imageSize;
  const positions = p.outSize;
  const isHalving =
    p.kernelHeight == 2 &&
    p.kernelWidth == 2 &&
    p.strideHeight == 2 &&
    p.strideWidth == 2 &&
    p.paddingTop == 0 &&
    p.paddingLeft == 0 &&
    2 * p.outHeight <= p.imageHeight &&
    2 * p.outWidth <= p.imageWidth &&
    p.dilationHeight == 1 &&
    p.dilationWidth == 1;
  for (let task = first; task < last; task++) {
    const image = p.images + (<usize>(task * plane) << 2);
    const values = p.values + (<usize>(task * positions) << 2);
    const indices = p.indices + (<usize>(task * positions) << 2);
    if (isHalving) halve(p, image, values, indices);
    else pool(p, image, values, indices);
  }
}

/** Pools with any window. */
function pool(p: Window, image: usize, values: usize, indices: usize): void {
  const height = p.imageHeight;
  const width = p.imageWidth;
  for (let row = 0; row < p.outHeight; row++) {
    for (let column = 0; column < p.outWidth; column++) {
      const top = p.imageRow(row, 0);
      const left = p.imageColumn(column, 0);
      let best: f32 = -Infinity;
      let position = -1;
      for (let kh = 0; kh < p.kernelHeight; kh++) {
        const h = top + kh * p.dilationHeight;
        if (h < 0 || h >= height) continue;
        for (let kw = 0; kw < p.kernelWidth; kw++) {
          const w = left + kw * p.dilationWidth;
          if (w < 0 || w >= width) continue;
          const value = load<f32>(image + (<usize>(h * width + w) << 2));
          if (position >= 0 && !(value > best || value != value)) continue;
          best = value;
          position = h * width + w;
        }
      }
      store<f32>(values, best);
      store<i32>(indices, position);
      values += 4;
      indices += 4;
    }
  }
}

/** Pools with adjacent windows of 2 × 2, four at a time. A later element wins if it is larger or NaN. */
function halve(p: Window, image: usize, values: usize, indices: usize): void {
  const width = p.imageWidth;
  const columns = p.outWidth;
  const line = <usize>width << 2;
  for (let row = 0; row < p.outHeight; row++) {
    let at = image + <usize>(2 * row) * line;
    let position = 2 * row * width;
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      const upper0 = v128.load(at);
      const upper1 = v128.load(at, 16);
      const lower0 = v128.load(at + line);
      const lower1 = v128.load(at + line, 16);
      let best = v128.shuffle<f32>(upper0, upper1, 0, 2, 4, 6);
      let found = i32x4.add(i32x4.splat(position), i32x4(0, 2, 4, 6));
      const first = found;
      const candidates1 = v128.shuffle<f32>(upper0, upper1, 1, 3, 5, 7);
      const wins1 = beats(candidates1, best);
      best = v128.bitselect(candidates1, best, wins1);
      found = v128.bitselect(i32x4.add(first, i32x4.splat(1)), found, wins1);
      const candidates2 = v128.shuffle<f32>(lower0, lower1, 0, 2, 4, 6);
      const wins2 = beats(candidates2, best);
      best = v128.bitselect(candidates2, best, wins2);
      found = v128.bitselect(i32x4.add(first, i32x4.splat(width)), found, wins2);
      const candidates3 = v128.shuffle<f32>(lower0, lower1, 1, 3, 5, 7);
      const wins3 = beats(candidates3, best);
      best = v128.bitselect(candidates3, best, wins3);
      found = v128.bitselect(i32x4.add(first, i32x4.splat(width + 1)), found, wins3);
      v128.store(values, best);
      v128.store(indices, found);
      at += 32;
      position += 8;
      values += 16;
      indices += 16;
    }
    for (; column < columns; column++) {
      let best = load<f32>(at);
      let found = position;
      for (let i = 1; i < 4; i++) {
        const value = load<f32>(at + <usize>(i >> 1) * line + (<usize>(i & 1) << 2));
        if (!(value > best || value != value)) continue;
        best = value;
        found = position + (i >> 1) * width + (i & 1);
      }
      store<f32>(values, best);
      store<i32>(indices, found);
      at += 8;
      position += 2;
      values += 4;
      indices += 4;
    }
  }
}

/** True where a replaces b: where it is larger or NaN. */
@inline
function beats(a: v128, b: v128): v128 {
  return v128.or(f32x4.gt(a, b), f32x4.ne(a, a));
}

/** Parameters of `maxPoolGradientPlanes`. */
@unmanaged
class MaxPoolGradientPlanes {
  dy: usize;
  indices: usize;
  dx: usize;
  /** Elements of a plane of dy. */
  windows: i32;
  /** Elements of a plane of dx. */
  imageSize: i32;
}

/** Adds each element of dy to the position of its window's maximum. Tasks: planes. */
export function maxPoolGradientPlanes(p: MaxPoolGradientPlanes, first: i32, last: i32, scratch: usize): void {
  const plane = p.imageSize;
  const positions = p.windows;
  for (let task = first; task < last; task++) {
    let dy = p.dy + (<usize>(task * positions) << 2);
    let indices = p.indices + (<usize>(task * positions) << 2);
    const dx = p.dx + (<usize>(task * plane) << 2);
    memory.fill(dx, 0, <usize>plane << 2);
    for (let i = 0; i < positions; i++) {
      const position = load<i32>(indices);
      if (position >= 0) {
        const at = dx + (<usize>position << 2);
        store<f32>(at, load<f32>(at) + load<f32>(dy));
      }
      dy += 4;
      indices += 4;
    }
  }
}
