/**
 * Copies planes into larger ones (or cuts them, where `top` or `left` is negative), with zeros around. Tasks: planes.
 *
 * Parameters: addresses from and to; height and width of both; rows and columns of zeros before the first.
 */
export function padPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  const fromBytes = <usize>(load<i32>(params, 8) * load<i32>(params, 12)) << 2;
  const toBytes = <usize>(load<i32>(params, 16) * load<i32>(params, 20)) << 2;
  for (let task = first; task < last; task++) {
    const from = <usize>load<u32>(params) + <usize>task * fromBytes;
    padPlane(params + 8, from, <usize>load<u32>(params, 4) + <usize>task * toBytes);
  }
}

/** One plane. `sizes`: height and width of both; rows and columns of zeros before the first. */
export function padPlane(sizes: usize, from: usize, to: usize): void {
  const height = load<i32>(sizes);
  const width = load<i32>(sizes, 4);
  const toHeight = load<i32>(sizes, 8);
  const toWidth = load<i32>(sizes, 12);
  const top = load<i32>(sizes, 16);
  const left = load<i32>(sizes, 20);
  const begin = max(0, -left);
  const end = min(width, toWidth - left);
  for (let row = 0; row < toHeight; row++) {
    const line = to + (<usize>(row * toWidth) << 2);
    const source = row - top;
    if (source < 0 || source >= height || end <= begin) {
      zero(line, line + (<usize>toWidth << 2));
      continue;
    }
    zero(line, line + (<usize>(left + begin) << 2));
    copyLine(from + (<usize>(source * width + begin) << 2), line + (<usize>(left + begin) << 2), end - begin);
    zero(line + (<usize>(left + end) << 2), line + (<usize>toWidth << 2));
  }
}

/** Without `memory.fill`, whose call takes longer than a line. */
@inline
function zero(from: usize, to: usize): void {
  for (; from + 16 <= to; from += 16) v128.store(from, f32x4.splat(0));
  for (; from < to; from += 4) store<f32>(from, 0);
}

@inline
function copyLine(from: usize, to: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  for (; i < count; i++) {
    store<f32>(to, load<f32>(from));
    from += 4;
    to += 4;
  }
}
