import { bytesOf, convert } from "./element";

/**
 * Copies a view to another of the same shape, converting. Tasks: blocks of rows.
 *
 * Parameters: addresses from and to; their kinds; rank; rows a task; rows; then from the innermost dimension outwards its
 * size and its strides in bytes in both views.
 */
export function copyStrided(params: usize, first: i32, last: i32, scratch: usize): void {
  const fromKind = load<i32>(params, 8);
  const toKind = load<i32>(params, 12);
  const rank = load<i32>(params, 16);
  const block = load<i32>(params, 20);
  const end = min(last * block, load<i32>(params, 24));
  const size = load<i32>(params, 28);
  const fromStride = load<i32>(params, 32);
  const toStride = load<i32>(params, 36);
  const width = bytesOf(fromKind);
  const isRun = fromKind == toKind && fromStride == width && toStride == width;
  for (let row = first * block; row < end; row++) {
    let from = <usize>load<u32>(params);
    let to = <usize>load<u32>(params, 4);
    let rest = row;
    for (let d = 1; d < rank; d++) {
      const dimension = params + 28 + 12 * <usize>d;
      const count = load<i32>(dimension);
      const index = rest % count;
      rest /= count;
      from += <usize>(index * load<i32>(dimension, 4));
      to += <usize>(index * load<i32>(dimension, 8));
    }
    if (isRun) memory.copy(to, from, <usize>(size * width));
    else {
      for (let i = 0; i < size; i++) {
        convert(from, fromKind, to, toKind);
        from += <usize>fromStride;
        to += <usize>toStride;
      }
    }
  }
}

/** Copies a dense run of bytes. Tasks: blocks. Parameters: addresses from and to, bytes, bytes a task. */
export function copyRun(params: usize, first: i32, last: i32, scratch: usize): void {
  const block = load<i32>(params, 12);
  const begin = <usize>(first * block);
  const end = min(<usize>(last * block), <usize>load<u32>(params, 8));
  memory.copy(<usize>load<u32>(params, 4) + begin, <usize>load<u32>(params) + begin, end - begin);
}
