import { elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const walk = new Walk();
let line = new Float64Array(64);

/** softmax(x)ᵢ = e^(xᵢ − m)/Σⱼ e^(xⱼ − m), with m the largest of the line, so that nothing overflows. */
export function softmax(x: ReferenceView, axis: number, out: ReferenceView): void {
  normalizeLines(x, axis, out, false);
}

/** log softmax(x)ᵢ = xᵢ − m − log Σⱼ e^(xⱼ − m). */
export function logSoftmax(x: ReferenceView, axis: number, out: ReferenceView): void {
  normalizeLines(x, axis, out, true);
}

function normalizeLines(x: ReferenceView, axis: number, out: ReferenceView, logarithm: boolean): void {
  const from = elementsOf(x);
  const to = elementsOf(out);
  const size = x.shape[axis]!;
  const stride = x.strides[axis]!;
  const step = out.strides[axis]!;
  if (line.length < size) line = new Float64Array(size);
  for (walk.start(x.shape, x, out, out, axis); walk.rows > 0; walk.next()) {
    for (let j = 0; j < walk.length; j++) {
      const start = walk.offsetA + j * walk.strideA;
      let largest = -Infinity;
      for (let i = 0, p = start; i < size; i++, p += stride) largest = Math.max(largest, from[p]!);
      let sum = 0;
      for (let i = 0, p = start; i < size; i++, p += stride) {
        const shifted = from[p]! - largest;
        const power = Math.exp(shifted);
        sum += power;
        line[i] = logarithm ? shifted : power;
      }
      const log = Math.log(sum);
      for (let i = 0, q = walk.offsetB + j * walk.strideB; i < size; i++, q += step) {
        to[q] = logarithm ? line[i]! - log : line[i]! / sum;
      }
    }
  }
}
