import { FLOAT, INT } from "./element";

/**
 * out[row] = x at the row's place, but along `axis` where the index says. Tasks: blocks of rows; a row runs over the innermost
 * dimension of the index.
 *
 * Parameters: 0 address of x, 1 of the index, 2 of the output, 3 element bytes, 4 rank, 5 size of x's axis, 6 bytes between its
 * places, 7 rows, 8 rows a task, 9 the address of a word that becomes 1 if an index is out of range; from 10 on for each dimension, the innermost first,
 * its size, the bytes in x (0 along the axis), in the index, in the output.
 */
export function gatherRows(params: usize, first: i32, last: i32, scratch: usize): void {
  const width = load<i32>(params, 12);
  const limit = load<u32>(params, 20);
  const step = load<i32>(params, 24);
  const block = load<i32>(params, 32);
  const status = <usize>load<u32>(params, 36);
  const size = load<i32>(params, 40);
  const xStride = load<i32>(params, 44);
  const indexStride = load<i32>(params, 48);
  const outStride = load<i32>(params, 52);
  for (let row = first * block; row < min(last * block, load<i32>(params, 28)); row++) {
    let x = <usize>load<u32>(params);
    let index = <usize>load<u32>(params, 4);
    let out = <usize>load<u32>(params, 8);
    let rest = row;
    for (let d = 1; d < load<i32>(params, 16); d++) {
      const dimension = params + 40 + 16 * <usize>d;
      const place = rest % load<i32>(dimension);
      rest /= load<i32>(dimension);
      x += <usize>(place * load<i32>(dimension, 4));
      index += <usize>(place * load<i32>(dimension, 8));
      out += <usize>(place * load<i32>(dimension, 12));
    }
    if (indexStride == 0 && xStride == width && outStride == width) {
      const at = load<i32>(index);
      if (<u32>at >= limit) store<i32>(status, 1);
      else memory.copy(out, x + <usize>(at * step), <usize>(size * width));
      continue;
    }
    for (let i = 0; i < size; i++) {
      const at = load<i32>(index);
      if (<u32>at >= limit) store<i32>(status, 1);
      else if (width == 1) store<u8>(out, load<u8>(x + <usize>(at * step)));
      else store<u32>(out, load<u32>(x + <usize>(at * step)));
      x += <usize>xStride;
      index += <usize>indexStride;
      out += <usize>outStride;
    }
  }
}

/**
 * out at the row's place, but along `axis` where the index says, += src: in row-major order. One task.
 *
 * Parameters as for `gatherRows`, with out in x's place and src in the output's; word 3 is the kind. All indices were checked.
 */
export function scatterAddRows(params: usize, first: i32, last: i32, scratch: usize): void {
  const kind = load<i32>(params, 12);
  const step = load<i32>(params, 24);
  const size = load<i32>(params, 40);
  for (let row = 0; row < load<i32>(params, 28); row++) {
    let out = <usize>load<u32>(params);
    let index = <usize>load<u32>(params, 4);
    let src = <usize>load<u32>(params, 8);
    let rest = row;
    for (let d = 1; d < load<i32>(params, 16); d++) {
      const dimension = params + 40 + 16 * <usize>d;
      const place = rest % load<i32>(dimension);
      rest /= load<i32>(dimension);
      out += <usize>(place * load<i32>(dimension, 4));
      index += <usize>(place * load<i32>(dimension, 8));
      src += <usize>(place * load<i32>(dimension, 12));
    }
    for (let i = 0; i < size; i++) {
      const to = out + <usize>(load<i32>(index) * step);
      if (kind == FLOAT) store<f32>(to, load<f32>(to) + load<f32>(src));
      else if (kind == INT) store<i32>(to, load<i32>(to) + load<i32>(src));
      out += <usize>load<i32>(params, 44);
      index += <usize>load<i32>(params, 48);
      src += <usize>load<i32>(params, 52);
    }
  }
}

/** Looks for an index out of range. Parameters as for `gatherRows`. One task. */
export function checkIndices(params: usize, first: i32, last: i32, scratch: usize): void {
  const limit = load<u32>(params, 20);
  const status = <usize>load<u32>(params, 36);
  for (let row = 0; row < load<i32>(params, 28); row++) {
    let index = <usize>load<u32>(params, 4);
    let rest = row;
    for (let d = 1; d < load<i32>(params, 16); d++) {
      const dimension = params + 40 + 16 * <usize>d;
      index += <usize>((rest % load<i32>(dimension)) * load<i32>(dimension, 8));
      rest /= load<i32>(dimension);
    }
    for (let i = 0; i < load<i32>(params, 40); i++) {
      const at = load<i32>(index);
      if (<u32>at >= limit) {
        store<i32>(status, 1);
        return;
      }
      index += <usize>load<i32>(params, 48);
    }
  }
}
