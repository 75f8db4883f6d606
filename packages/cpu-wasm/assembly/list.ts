/** A list of objects that lie one after the other, behind their number: in TypeScript an array. */
@unmanaged
export class List<T> {
  length: i32;

  /** Object number i, counted from 0; nothing checks that it exists. */
  @inline
  at(i: i32): T {
    return changetype<T>(changetype<usize>(this) + offsetof<List<T>>() + <usize>i * offsetof<T>());
  }
}
