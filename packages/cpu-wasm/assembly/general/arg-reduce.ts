import { BOOL, FLOAT } from "./element";

/**
 * The index of the first extremum in the middle of a dense [outer, count, inner]; a NaN counts as one. Tasks: outer.
 *
 * Parameters: address of x, of the result, outer, count, inner, whether max, kind.
 */
export function argReduceMiddle(params: usize, first: i32, last: i32, scratch: usize): void {
  const count = load<i32>(params, 12);
  const inner = load<i32>(params, 16);
  const isMax = load<i32>(params, 20) == 1;
  const kind = load<i32>(params, 24);
  const width = kind == BOOL ? 1 : 4;
  const stride = <usize>(inner * width);
  for (let outer = first; outer < last; outer++) {
    for (let j = 0; j < inner; j++) {
      const x = <usize>load<u32>(params) + <usize>outer * <usize>count * stride + <usize>(j * width);
      const found =
        kind == FLOAT ? argOfFloats(isMax, count, x, stride) : argOfInts(isMax, kind, count, x, stride);
      store<i32>(<usize>load<u32>(params, 4) + ((<usize>(outer * inner + j)) << 2), found);
    }
  }
}

function argOfFloats(isMax: bool, count: i32, x: usize, stride: usize): i32 {
  let best = load<f32>(x);
  let place = 0;
  if (best != best) return 0;
  for (let i = 1; i < count; i++) {
    x += stride;
    const value = load<f32>(x);
    if (value != value) return i;
    if (isMax ? value > best : value < best) {
      best = value;
      place = i;
    }
  }
  return place;
}

function argOfInts(isMax: bool, kind: i32, count: i32, x: usize, stride: usize): i32 {
  let best = kind == BOOL ? <i32>load<u8>(x) : load<i32>(x);
  let place = 0;
  for (let i = 1; i < count; i++) {
    x += stride;
    const value = kind == BOOL ? <i32>load<u8>(x) : load<i32>(x);
    if (isMax ? value > best : value < best) {
      best = value;
      place = i;
    }
  }
  return place;
}
