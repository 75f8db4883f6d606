import { FLOAT } from "./element";

/**
 * Sums up to each place of the middle of a dense [outer, count, inner]: of floats in float64, of ints wrapping. Tasks: outer.
 *
 * Parameters: address of x, of the result, outer, count, inner, kind.
 */
export function cumsumMiddle(params: usize, first: i32, last: i32, scratch: usize): void {
  const count = load<i32>(params, 12);
  const inner = load<i32>(params, 16);
  const isFloat = load<i32>(params, 20) == FLOAT;
  const stride = (<usize>inner) << 2;
  for (let outer = first; outer < last; outer++) {
    for (let j = 0; j < inner; j++) {
      const offset = <usize>outer * <usize>count * stride + ((<usize>j) << 2);
      let x = <usize>load<u32>(params) + offset;
      let to = <usize>load<u32>(params, 4) + offset;
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
