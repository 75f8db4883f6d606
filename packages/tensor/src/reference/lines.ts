import type { ArgReduceOp } from "../backend.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const walk = new Walk();

/** Index of the first extremum of every line along `axis`; a NaN counts as the extremum. */
export function argReduce(op: ArgReduceOp, x: ReferenceView, axis: number, out: ReferenceView): void {
  const from = elementsOf(x);
  const { i32 } = out.storage;
  const sign = op === "max" ? 1 : -1;
  const [size, stride] = [x.shape[axis]!, x.strides[axis]!];
  for (walk.start(x.shape, x, out, out, axis); walk.rows > 0; walk.next()) {
    for (let j = 0; j < walk.length; j++) {
      const start = walk.offsetA + j * walk.strideA;
      let best = from[start]! * sign;
      let place = 0;
      for (let i = 1; i < size && !Number.isNaN(best); i++) {
        const value = from[start + i * stride]! * sign;
        if (!(value <= best)) {
          best = value;
          place = i;
        }
      }
      i32[walk.offsetB + j * walk.strideB] = place;
    }
  }
}

/** Running sums of every line along `axis`. */
export function cumsum(x: ReferenceView, axis: number, out: ReferenceView): void {
  const from = elementsOf(x);
  const to = elementsOf(out);
  const wraps = x.dtype === "int32";
  const [strideX, strideOut] = [x.strides[axis]!, out.strides[axis]!];
  for (walk.start(x.shape, x, out, out, axis); walk.rows > 0; walk.next()) {
    for (let j = 0; j < walk.length; j++) {
      let p = walk.offsetA + j * walk.strideA;
      let q = walk.offsetB + j * walk.strideB;
      let sum = 0;
      for (let i = 0; i < x.shape[axis]!; i++, p += strideX, q += strideOut) {
        sum = wraps ? (sum + from[p]!) | 0 : sum + from[p]!;
        to[q] = sum;
      }
    }
  }
}
