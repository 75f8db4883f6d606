import { elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const walk = new Walk();

/** Sorts every line along `axis`, with the index that each element had. */
export function sort(
  x: ReferenceView,
  axis: number,
  descending: boolean,
  values: ReferenceView,
  indices: ReferenceView,
): void {
  const size = x.shape[axis]!;
  const stride = values.strides[axis]!;
  const sign = descending ? -1 : 1;
  const from = elementsOf(x);
  const to = elementsOf(values);
  const { i32 } = indices.storage;
  const keys = new Float64Array(size);
  for (walk.start(x.shape, x, values, indices, axis); walk.rows > 0; walk.next()) {
    for (let j = 0; j < walk.length; j++) {
      const start = walk.offsetA + j * walk.strideA;
      for (let i = 0; i < size; i++) keys[i] = from[start + i * x.strides[axis]!]! * sign;
      const order = stableOrder(keys, sign);
      for (let i = 0; i < size; i++) {
        to[walk.offsetB + j * walk.strideB + i * stride] = keys[order[i]!]! * sign;
        i32[walk.offsetC + j * walk.strideC + i * stride] = order[i]!;
      }
    }
  }
}

/** Indices of `keys` in stable ascending order, with NaN at the end (`nanOrder` 1) or at the start (−1). */
function stableOrder(keys: Float64Array, nanOrder: 1 | -1): Int32Array {
  return Int32Array.from(keys, (_, i) => i).sort((a, b) => {
    const [x, y] = [keys[a]!, keys[b]!];
    return nanOrder * (Number(Number.isNaN(x)) - Number(Number.isNaN(y))) || x - y || a - b;
  });
}
