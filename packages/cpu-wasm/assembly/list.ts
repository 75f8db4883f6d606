/** Objects that follow each other in memory, after their number. In TypeScript it is an array. */
@unmanaged
export class List<T> {
  length: i32;

  /** Object with index i, which is not checked. */
  @inline
  at(i: i32): T {
    return changetype<T>(changetype<usize>(this) + offsetof<List<T>>() + <usize>i * offsetof<T>());
  }
}
