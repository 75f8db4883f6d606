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
  const from = elementsOf(x);
  const to = elementsOf(values);
  const { i32 } = indices.storage;
  const keys = new Float64Array(size);
  const stride = values.strides[axis]!;
  for (walk.start(x.shape, x, values, indices, axis); walk.rows > 0; walk.next()) {
    for (let j = 0; j < walk.length; j++) {
      const start = walk.offsetA + j * walk.strideA;
      for (let i = 0; i < size; i++) keys[i] = from[start + i * x.strides[axis]!]!;
      const order = stableOrder(keys, descending);
      for (let i = 0; i < size; i++) {
        to[walk.offsetB + j * walk.strideB + i * stride] = keys[order[i]!]!;
        i32[walk.offsetC + j * walk.strideC + i * stride] = order[i]!;
      }
    }
  }
}

/** The places of `keys` in sorted order, equals as they were, NaN last: merges runs of 1, 2, 4, … */
function stableOrder(keys: Float64Array, descending: boolean): Int32Array {
  const n = keys.length;
  let order = new Int32Array(n);
  let merged = new Int32Array(n);
  const numbers = placeNaNLast(keys, order);
  const sign = descending ? -1 : 1;
  for (let width = 1; width < numbers; width *= 2) {
    for (let start = 0; start < numbers; start += 2 * width) {
      const middle = Math.min(start + width, numbers);
      const end = Math.min(middle + width, numbers);
      let [left, right] = [start, middle];
      for (let i = start; i < end; i++) {
        const takeLeft =
          right === end || (left < middle && sign * keys[order[left]!]! <= sign * keys[order[right]!]!);
        merged[i] = order[takeLeft ? left++ : right++]!;
      }
    }
    merged.set(order.subarray(numbers), numbers);
    [order, merged] = [merged, order];
  }
  return order;
}

/** Fills `order` with the places of numbers, then those of NaN; returns how many numbers there are. */
function placeNaNLast(keys: Float64Array, order: Int32Array): number {
  let numbers = 0;
  for (let i = 0; i < keys.length; i++) if (!Number.isNaN(keys[i])) order[numbers++] = i;
  let place = numbers;
  for (let i = 0; i < keys.length; i++) if (Number.isNaN(keys[i])) order[place++] = i;
  return numbers;
}
