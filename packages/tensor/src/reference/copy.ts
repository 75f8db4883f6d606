import { toElement } from "../dtype.ts";
import { bitsOf, elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const walk = new Walk();

/** Smallest length of rows that are copied by a built-in function. */
const LONG = 64;

/** Copies between views of any strides and converts between element types. */
export function copy(x: ReferenceView, out: ReferenceView): void {
  const same = x.dtype === out.dtype;
  const from = same ? bitsOf(x) : elementsOf(x);
  const to = same ? bitsOf(out) : elementsOf(out);
  const narrows = !same && (out.dtype === "bool" || out.dtype === "int32");
  for (walk.start(out.shape, x, out); walk.rows > 0; walk.next()) {
    const { length, strideA, strideB } = walk;
    let p = walk.offsetA;
    let q = walk.offsetB;
    if (narrows) {
      for (let i = 0; i < length; i++, p += strideA, q += strideB) to[q] = toElement(from[p]!, out.dtype);
    } else if (length >= LONG && strideB === 1 && strideA === 0) {
      to.fill(from[p]!, q, q + length);
    } else if (same && length >= LONG && strideB === 1 && strideA === 1) {
      to.set(from.subarray(p, p + length), q);
    } else {
      for (let i = 0; i < length; i++, p += strideA, q += strideB) to[q] = from[p]!;
    }
  }
}
