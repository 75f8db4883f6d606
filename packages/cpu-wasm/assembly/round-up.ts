/** Smallest multiple of `unit` that is at least x. */
@inline
export function roundUp(x: i32, unit: i32): i32 {
  return ((x + unit - 1) / unit) * unit;
}
