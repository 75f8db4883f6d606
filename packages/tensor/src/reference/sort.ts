import { elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const walk = new Walk();

/** Sorts every line along `axis`, with the place that each element had. */
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
      const order = stableOrder(keys);
      for (let i = 0; i < size; i++) {
        to[walk.offsetB + j * walk.strideB + i * stride] = keys[order[i]!]! * sign;
        i32[walk.offsetC + j * walk.strideC + i * stride] = order[i]!;
      }
    }
  }
}

/** The places of `keys` in ascending order, equals as they were: merges sorted runs of 1, 2, 4, … places. */
function stableOrder(keys: Float64Array): Int32Array {
  const n = keys.length;
  let order = Int32Array.from(keys, (_, i) => i);
  let merged = new Int32Array(n);
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(middle + width, n);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i++) {
        const takeRight =
          left === middle || (right < end && precedes(keys[order[right]!]!, keys[order[left]!]!));
        merged[i] = order[takeRight ? right++ : left++]!;
      }
    }
    [order, merged] = [merged, order];
  }
  return order;
}

/** Whether a comes before b; NaN comes last. */
function precedes(a: number, b: number): boolean {
  return a < b || (Number.isNaN(b) && !Number.isNaN(a));
}
