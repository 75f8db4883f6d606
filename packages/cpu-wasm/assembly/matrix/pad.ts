/** Sizes of a plane before and after it is padded. */
@unmanaged
export class PlaneSizes {
  height: i32;
  width: i32;
  toHeight: i32;
  toWidth: i32;
  /** Rows of zeros before the first row. If negative, rows are removed. */
  top: i32;
  /** Columns of zeros before the first column. If negative, columns are removed. */
  left: i32;
}

/** Parameters of `padPlanes`. */
@unmanaged
class PadPlanes {
  from: usize;
  to: usize;
  sizes: PlaneSizes;
}

/** Pads planes with zeros, or crops them where `top` or `left` is negative. Tasks: planes. */
export function padPlanes(p: PadPlanes, first: i32, last: i32, scratch: usize): void {
  const sizes = p.sizes;
  const fromBytes = <usize>(sizes.height * sizes.width) << 2;
  const toBytes = <usize>(sizes.toHeight * sizes.toWidth) << 2;
  for (let task = first; task < last; task++) {
    padPlane(sizes, p.from + <usize>task * fromBytes, p.to + <usize>task * toBytes);
  }
}

/** Pads one plane. */
export function padPlane(sizes: PlaneSizes, from: usize, to: usize): void {
  const height = sizes.height;
  const width = sizes.width;
  const toHeight = sizes.toHeight;
  const toWidth = sizes.toWidth;
  const top = sizes.top;
  const left = sizes.left;
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

/** Fills memory with zeros. A call of `memory.fill` would take longer than a line. */
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
