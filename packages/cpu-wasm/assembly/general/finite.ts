/** Parameters of `findNotFinite`. */
@unmanaged
class FindNotFinite {
  /** A dense line of floats. */
  x: usize;
  count: i32;
  /** Elements of a task, a multiple of 4. */
  block: i32;
  /** Address of a word that becomes 1 if an element is infinite or NaN. */
  status: usize;
}

/** Sets `status` if an element is not finite. Tasks: blocks. */
export function findNotFinite(p: FindNotFinite, first: i32, last: i32, scratch: usize): void {
  const begin = first * p.block;
  const end = min(last * p.block, p.count);
  const zero = f32x4.splat(0);
  // 0·x is 0 for finite numbers and NaN for others, and a NaN stays in the sum.
  let sums = zero;
  let i = begin;
  for (; i + 4 <= end; i += 4) {
    sums = f32x4.add(sums, f32x4.mul(zero, v128.load(p.x + (<usize>i << 2))));
  }
  let found = v128.any_true(f32x4.ne(sums, sums));
  for (; i < end; i++) {
    const x = load<f32>(p.x + (<usize>i << 2));
    if (x - x != 0) found = true;
  }
  if (found) store<i32>(p.status, 1);
}
