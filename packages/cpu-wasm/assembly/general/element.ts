// Kinds of elements.
export const FLOAT: i32 = 0;
export const INT: i32 = 1;
export const BOOL: i32 = 2;

/** Bytes of an element of a kind. */
@inline
export function bytesOf(kind: i32): i32 {
  return kind == BOOL ? 1 : 4;
}

/** Copies one element, converting: to int truncates, to bool tests for ≠ 0. */
@inline
export function convert(from: usize, fromKind: i32, to: usize, toKind: i32): void {
  if (fromKind == FLOAT) {
    const value = load<f32>(from);
    if (toKind == FLOAT) store<f32>(to, value);
    else if (toKind == INT) store<i32>(to, i32x4.extract_lane(i32x4.trunc_sat_f32x4_s(f32x4.splat(value)), 0));
    else store<u8>(to, u8(value != 0));
  } else {
    const value = fromKind == INT ? load<i32>(from) : <i32>load<u8>(from);
    if (toKind == FLOAT) store<f32>(to, <f32>value);
    else if (toKind == INT) store<i32>(to, value);
    else store<u8>(to, u8(value != 0));
  }
}
