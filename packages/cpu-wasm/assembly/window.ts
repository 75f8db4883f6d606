/*
 * How windows slide over dense images, as 12 words of parameters describe it: height and width of the image, of the result, of the
 * kernel; stride, padding and dilation, each for rows and columns.
 */

@inline
export function imageHeight(window: usize): i32 {
  return load<i32>(window);
}
@inline
export function imageWidth(window: usize): i32 {
  return load<i32>(window, 4);
}
@inline
export function outHeight(window: usize): i32 {
  return load<i32>(window, 8);
}
@inline
export function outWidth(window: usize): i32 {
  return load<i32>(window, 12);
}
@inline
export function kernelHeight(window: usize): i32 {
  return load<i32>(window, 16);
}
@inline
export function kernelWidth(window: usize): i32 {
  return load<i32>(window, 20);
}
@inline
export function strideHeight(window: usize): i32 {
  return load<i32>(window, 24);
}
@inline
export function strideWidth(window: usize): i32 {
  return load<i32>(window, 28);
}
@inline
export function paddingTop(window: usize): i32 {
  return load<i32>(window, 32);
}
@inline
export function paddingLeft(window: usize): i32 {
  return load<i32>(window, 36);
}
@inline
export function dilationHeight(window: usize): i32 {
  return load<i32>(window, 40);
}
@inline
export function dilationWidth(window: usize): i32 {
  return load<i32>(window, 44);
}

/** The first i ≥ 0 for which shift + i·stride ≥ 0. */
@inline
export function firstInside(shift: i32, stride: i32): i32 {
  return shift >= 0 ? 0 : (stride - 1 - shift) / stride;
}

/** The first i, at most `count`, for which shift + i·stride ≥ size. */
@inline
export function endInside(shift: i32, stride: i32, size: i32, count: i32): i32 {
  return shift >= size ? 0 : min(count, (size - shift + stride - 1) / stride);
}
