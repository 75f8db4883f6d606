import { FLOAT } from "./element";

/** Parameters of `cumsumMiddle`: a dense [outer, count, inner]. */
@unmanaged
class CumsumMiddle {
  x: usize;
  out: usize;
  count: i32;
  inner: i32;
  /** Kind of the elements: see element.ts. */
  kind: i32;
}

/** Cumulative sums along the middle of a dense [outer, count, inner]: floats in float64, ints wrapping. Tasks: outer. */
export function cumsumMiddle(p: CumsumMiddle, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const inner = p.inner;
  const isFloat = p.kind == FLOAT;
  const stride = (<usize>inner) << 2;
  for (let outer = first; outer < last; outer++) {
    for (let j = 0; j < inner; j++) {
      const offset = <usize>outer * <usize>count * stride + ((<usize>j) << 2);
      let x = p.x + offset;
      let to = p.out + offset;
      let floats: f64 = 0;
      let ints = 0;
      for (let i = 0; i < count; i++) {
        if (isFloat) {
          floats += <f64>load<f32>(x);
          store<f32>(to, <f32>floats);
        } else {
          ints += load<i32>(x);
          store<i32>(to, ints);
        }
        x += stride;
        to += stride;
      }
    }
  }
}
