import { formatShape, type Shape, sizeOf } from "../shape.ts";
import { bitsOf, elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const walk = new Walk();

/** out[…, i, …] = x[…, index[…, i, …], …] */
export function gather(x: ReferenceView, index: ReferenceView, axis: number, out: ReferenceView): void {
  checkIndices("gather", index, x.shape[axis]!);
  const from = bitsOf(x);
  const to = bitsOf(out);
  const { i32 } = index.storage;
  const stride = x.strides[axis]!;
  for (walk.start(out.shape, withoutAxis(x, axis), index, out); walk.rows > 0; walk.next()) {
    const { length, strideA, strideB, strideC } = walk;
    let [p, q, r] = [walk.offsetA, walk.offsetB, walk.offsetC];
    for (let i = 0; i < length; i++, p += strideA, q += strideB, r += strideC) {
      to[r] = from[p + i32[q]! * stride]!;
    }
  }
}

/** out[…, index[…, i, …], …] += src[…, i, …] */
export function scatterAdd(src: ReferenceView, index: ReferenceView, axis: number, out: ReferenceView): void {
  checkIndices("scatterAdd", index, out.shape[axis]!);
  const from = elementsOf(src);
  const to = elementsOf(out);
  const { i32 } = index.storage;
  const stride = out.strides[axis]!;
  for (walk.start(src.shape, src, index, withoutAxis(out, axis)); walk.rows > 0; walk.next()) {
    const { length, strideA, strideB, strideC } = walk;
    let [p, q, r] = [walk.offsetA, walk.offsetB, walk.offsetC];
    for (let i = 0; i < length; i++, p += strideA, q += strideB, r += strideC) {
      to[r + i32[q]! * stride]! += from[p]!;
    }
  }
}

/** View with a stride of 0 along `axis`, where the index determines the position. */
function withoutAxis(view: ReferenceView, axis: number): ReferenceView {
  return { ...view, strides: view.strides.with(axis, 0) };
}

function checkIndices(op: string, index: ReferenceView, size: number): void {
  const { i32 } = index.storage;
  // A repeated index is checked once.
  const shape = index.shape.map((length, i) => (index.strides[i] === 0 ? Math.min(length, 1) : length));
  let row = 0;
  for (walk.start(shape, index); walk.rows > 0; walk.next(), row++) {
    for (let i = 0; i < walk.length; i++) {
      const value = i32[walk.offsetA + i * walk.strideA]!;
      if (value < 0 || value >= size) {
        throw new RangeError(
          `${op}: index ${value} at position ${positionOf(row * walk.length + i, shape)} is outside [0, ${size}). ` +
            (size === 0 ? "There is nothing to index." : `Use indices from 0 to ${size - 1}.`),
        );
      }
    }
  }
}

/** Position of element number `place` without dimensions of size 1: `3` or `[1, 2]`. */
function positionOf(place: number, shape: Shape): string {
  const position = shape.map((size, axis) => Math.floor(place / sizeOf(shape.slice(axis + 1))) % size);
  const named = position.filter((_, axis) => shape[axis] !== 1);
  return named.length > 1 ? formatShape(named) : `${named[0] ?? 0}`;
}
