/** Loads four floats from four addresses. */
@inline
export function fourAt(p0: usize, p1: usize, p2: usize, p3: usize): v128 {
  let x = v128.load32_zero(p0);
  x = v128.load_lane<f32>(p1, x, 1);
  x = v128.load_lane<f32>(p2, x, 2);
  return v128.load_lane<f32>(p3, x, 3);
}

/** Loads every second of eight floats. It also reads the float after the last one. */
@inline
export function everySecond(at: usize): v128 {
  return v128.shuffle<f32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6);
}
