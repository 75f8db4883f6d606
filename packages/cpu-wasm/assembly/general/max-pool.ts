import {
  dilationHeight,
  dilationWidth,
  imageHeight,
  imageWidth,
  kernelHeight,
  kernelWidth,
  outHeight,
  outWidth,
  paddingLeft,
  paddingTop,
  strideHeight,
  strideWidth,
} from "../window";

/**
 * The largest element of each window and its place h·W + w. Tasks: planes. Parameters: the window, addresses of images, values,
 * indices.
 */
export function maxPoolPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  const plane = imageHeight(params) * imageWidth(params);
  const places = outHeight(params) * outWidth(params);
  const isHalving =
    kernelHeight(params) == 2 &&
    kernelWidth(params) == 2 &&
    strideHeight(params) == 2 &&
    strideWidth(params) == 2 &&
    paddingTop(params) == 0 &&
    paddingLeft(params) == 0 &&
    2 * outHeight(params) <= imageHeight(params) &&
    2 * outWidth(params) <= imageWidth(params) &&
    dilationHeight(params) == 1 &&
    dilationWidth(params) == 1;
  for (let task = first; task < last; task++) {
    const image = <usize>load<u32>(params, 48) + (<usize>(task * plane) << 2);
    const values = <usize>load<u32>(params, 52) + (<usize>(task * places) << 2);
    const indices = <usize>load<u32>(params, 56) + (<usize>(task * places) << 2);
    if (isHalving) halve(params, image, values, indices);
    else pool(params, image, values, indices);
  }
}

/** Any window. */
function pool(params: usize, image: usize, values: usize, indices: usize): void {
  const height = imageHeight(params);
  const width = imageWidth(params);
  for (let row = 0; row < outHeight(params); row++) {
    for (let column = 0; column < outWidth(params); column++) {
      const top = row * strideHeight(params) - paddingTop(params);
      const left = column * strideWidth(params) - paddingLeft(params);
      let best: f32 = -Infinity;
      let place = -1;
      for (let kh = 0; kh < kernelHeight(params); kh++) {
        const h = top + kh * dilationHeight(params);
        if (h < 0 || h >= height) continue;
        for (let kw = 0; kw < kernelWidth(params); kw++) {
          const w = left + kw * dilationWidth(params);
          if (w < 0 || w >= width) continue;
          const value = load<f32>(image + (<usize>(h * width + w) << 2));
          if (place >= 0 && !(value > best || value != value)) continue;
          best = value;
          place = h * width + w;
        }
      }
      store<f32>(values, best);
      store<i32>(indices, place);
      values += 4;
      indices += 4;
    }
  }
}

/** Windows of 2×2 that neither overlap nor leave gaps: four at a time. A later element wins if it is larger or NaN. */
function halve(params: usize, image: usize, values: usize, indices: usize): void {
  const width = imageWidth(params);
  const columns = outWidth(params);
  const line = <usize>width << 2;
  for (let row = 0; row < outHeight(params); row++) {
    let at = image + <usize>(2 * row) * line;
    let place = 2 * row * width;
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      const upper0 = v128.load(at);
      const upper1 = v128.load(at, 16);
      const lower0 = v128.load(at + line);
      const lower1 = v128.load(at + line, 16);
      let best = v128.shuffle<f32>(upper0, upper1, 0, 2, 4, 6);
      let found = i32x4.add(i32x4.splat(place), i32x4(0, 2, 4, 6));
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
      place += 8;
      values += 16;
      indices += 16;
    }
    for (; column < columns; column++) {
      let best = load<f32>(at);
      let found = place;
      for (let i = 1; i < 4; i++) {
        const value = load<f32>(at + <usize>(i >> 1) * line + (<usize>(i & 1) << 2));
        if (!(value > best || value != value)) continue;
        best = value;
        found = place + (i >> 1) * width + (i & 1);
      }
      store<f32>(values, best);
      store<i32>(indices, found);
      at += 8;
      place += 2;
      values += 4;
      indices += 4;
    }
  }
}

/** True where a takes the place of b: where it is larger or NaN. */
@inline
function beats(a: v128, b: v128): v128 {
  return v128.or(f32x4.gt(a, b), f32x4.ne(a, a));
}

/**
 * Adds each element of dy to the place its window took it from. Tasks: planes. Parameters: elements of a plane of dx and of dy,
 * addresses of dy, indices, dx.
 */
export function maxPoolGradientPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  const plane = load<i32>(params);
  const places = load<i32>(params, 4);
  for (let task = first; task < last; task++) {
    let dy = <usize>load<u32>(params, 8) + (<usize>(task * places) << 2);
    let indices = <usize>load<u32>(params, 12) + (<usize>(task * places) << 2);
    const dx = <usize>load<u32>(params, 16) + (<usize>(task * plane) << 2);
    memory.fill(dx, 0, <usize>plane << 2);
    for (let i = 0; i < places; i++) {
      const place = load<i32>(indices);
      if (place >= 0) {
        const at = dx + (<usize>place << 2);
        store<f32>(at, load<f32>(at) + load<f32>(dy));
      }
      dy += 4;
      indices += 4;
    }
  }
}
