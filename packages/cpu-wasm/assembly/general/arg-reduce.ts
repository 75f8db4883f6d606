import { BOOL, FLOAT } from "./element";

/** Parameters of `argReduceMiddle`: a dense [outer, count, inner]. */
@unmanaged
class ArgReduceMiddle {
  x: usize;
  out: usize;
  count: i32;
  inner: i32;
  isMax: bool;
  /** Kind of the elements of x: see element.ts. */
  kind: i32;
}

/** Index of the first extremum along the middle of a dense [outer, count, inner]. A NaN counts as an extremum. Tasks: outer. */
export function argReduceMiddle(p: ArgReduceMiddle, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const inner = p.inner;
  const isMax = p.isMax;
  const kind = p.kind;
  const width = kind == BOOL ? 1 : 4;
  const stride = <usize>(inner * width);
  for (let outer = first; outer < last; outer++) {
    for (let j = 0; j < inner; j++) {
      const x = p.x + <usize>outer * <usize>count * stride + <usize>(j * width);
      const found =
        kind == FLOAT ? argOfFloats(isMax, count, x, stride) : argOfInts(isMax, kind, count, x, stride);
      store<i32>(p.out + ((<usize>(outer * inner + j)) << 2), found);
    }
  }
}

function argOfFloats(isMax: bool, count: i32, x: usize, stride: usize): i32 {
  let best = load<f32>(x);
  let position = 0;
  if (best != best) return 0;
  for (let i = 1; i < count; i++) {
    x += stride;
    const value = load<f32>(x);
    if (value != value) return i;
    if (isMax ? value > best : value < best) {
      best = value;
      position = i;
    }
  }
  return position;
}

function argOfInts(isMax: bool, kind: i32, count: i32, x: usize, stride: usize): i32 {
  let best = kind == BOOL ? <i32>load<u8>(x) : load<i32>(x);
  let position = 0;
  for (let i = 1; i < count; i++) {
    x += stride;
    const value = kind == BOOL ? <i32>load<u8>(x) : load<i32>(x);
    if (isMax ? value > best : value < best) {
      best = value;
      position = i;
    }
  }
  return position;
}
