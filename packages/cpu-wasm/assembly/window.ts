/** Parameters of kernels that slide windows over dense images. */
@unmanaged
export class Window {
  imageHeight: i32;
  imageWidth: i32;
  outHeight: i32;
  outWidth: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  paddingTop: i32;
  paddingLeft: i32;
  dilationHeight: i32;
  dilationWidth: i32;

  /** Elements of a plane of the image. */
  @inline
  get imageSize(): i32 {
    return this.imageHeight * this.imageWidth;
  }

  /** Number of windows of a plane. */
  @inline
  get outSize(): i32 {
    return this.outHeight * this.outWidth;
  }

  /** Row of the image at row `kernelRow` of the windows in row `outRow`. It may be outside. */
  @inline
  imageRow(outRow: i32, kernelRow: i32): i32 {
    return outRow * this.strideHeight - this.paddingTop + kernelRow * this.dilationHeight;
  }

  /** Column of the image at column `kernelColumn` of the windows in column `outColumn`. It may be outside. */
  @inline
  imageColumn(outColumn: i32, kernelColumn: i32): i32 {
    return outColumn * this.strideWidth - this.paddingLeft + kernelColumn * this.dilationWidth;
  }
}

/** Smallest i ≥ 0 with shift + i·stride ≥ 0. */
@inline
export function firstInside(shift: i32, stride: i32): i32 {
  return shift >= 0 ? 0 : (stride - 1 - shift) / stride;
}

/** Smallest i ≥ 0 with shift + i·stride ≥ size, at most `count`. */
@inline
export function endInside(shift: i32, stride: i32, size: i32, count: i32): i32 {
  return shift >= size ? 0 : min(count, (size - shift + stride - 1) / stride);
}
