import { BOOL, FLOAT } from "./element";

/** Lines shorter than this are sorted by insertion. */
const SHORT: i32 = 48;
/** Number of values of a digit of a key. */
const DIGITS: i32 = 256;

/** Key of an element: ascending unsigned keys are in the required order. NaN is the largest value, and −0 equals 0. */
@inline
function keyOf(at: usize, kind: i32, descending: bool): u32 {
  if (kind == FLOAT) {
    const value = load<f32>(at);
    if (value != value) return descending ? 0 : u32.MAX_VALUE;
    const bits = reinterpret<i32>(value + 0);
    const ordered = <u32>(bits ^ ((bits >> 31) & 0x7fffffff)) ^ 0x80000000;
    return descending ? ~ordered : ordered;
  }
  const ordered = kind == BOOL ? <u32>load<u8>(at) : load<u32>(at) ^ 0x80000000;
  return descending ? ~ordered : ordered;
}

/** Parameters of `sortMiddle`: a dense [outer, count, inner]. */
@unmanaged
class SortMiddle {
  x: usize;
  values: usize;
  /** Indices of the elements before sorting. */
  indices: usize;
  /** Working memory: 16·count bytes for each task. */
  memory: usize;
  outer: i32;
  count: i32;
  inner: i32;
  /** Kind of the elements: see element.ts. */
  kind: i32;
  isDescending: bool;
  tasks: i32;
}

/**
 * Stable sort along the middle of a dense [outer, count, inner], with the indices that the elements had. NaN is the largest value. Task t of
 * `tasks` sorts the lines t, t + tasks, t + 2·tasks, …
 */
export function sortMiddle(p: SortMiddle, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const inner = p.inner;
  const kind = p.kind;
  const descending = p.isDescending;
  const tasks = p.tasks;
  const width = kind == BOOL ? 1 : 4;
  for (let task = first; task < last; task++) {
    const keys = p.memory + <usize>task * <usize>count * 16;
    for (let line = task; line < p.outer * inner; line += tasks) {
      const begin = (line / inner) * count * inner + (line % inner);
      const x = p.x + <usize>(begin * width);
      for (let i = 0; i < count; i++) {
        const key = keyOf(x + <usize>(i * inner * width), kind, descending);
        store<u64>(keys + (<usize>i << 3), (<u64>key << 32) | <u64>i);
      }
      const sorted = count < SHORT ? insertionSort(count, keys) : radixSort(count, keys, scratch);
      for (let i = 0; i < count; i++) {
        const index = <i32>load<u64>(sorted + (<usize>i << 3));
        const position = begin + i * inner;
        const from = x + <usize>(index * inner * width);
        const to = p.values + <usize>(position * width);
        if (kind == BOOL) store<u8>(to, load<u8>(from));
        else store<u32>(to, load<u32>(from));
        store<i32>(p.indices + (<usize>position << 2), index);
      }
    }
  }
}

/** Sorts pairs of key and index by insertion. The indices make the sort stable. */
function insertionSort(count: i32, pairs: usize): usize {
  for (let i = 1; i < count; i++) {
    const pair = load<u64>(pairs + (<usize>i << 3));
    let at = pairs + (<usize>i << 3);
    while (at > pairs && load<u64>(at - 8) > pair) {
      store<u64>(at, load<u64>(at - 8));
      at -= 8;
    }
    store<u64>(at, pair);
  }
  return pairs;
}

/** Sorts pairs by the four digits of their keys, the lowest first. Returns the address of the result. */
function radixSort(count: i32, pairs: usize, counts: usize): usize {
  let from = pairs;
  let to = pairs + (<usize>count << 3);
  for (let shift: u64 = 32; shift < 64; shift += 8) {
    memory.fill(counts, 0, <usize>DIGITS << 2);
    for (let i = 0; i < count; i++) {
      const digit = counts + (<usize>((load<u64>(from + (<usize>i << 3)) >> shift) & 255) << 2);
      store<i32>(digit, load<i32>(digit) + 1);
    }
    let before = 0;
    for (let d = 0; d < DIGITS; d++) {
      const at = counts + (<usize>d << 2);
      const here = load<i32>(at);
      store<i32>(at, before);
      before += here;
    }
    for (let i = 0; i < count; i++) {
      const pair = load<u64>(from + (<usize>i << 3));
      const digit = counts + (<usize>((pair >> shift) & 255) << 2);
      const position = load<i32>(digit);
      store<i32>(digit, position + 1);
      store<u64>(to + (<usize>position << 3), pair);
    }
    const other = from;
    from = to;
    to = other;
  }
  return from;
}
