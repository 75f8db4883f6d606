import type { Window2d } from "@cambium/tensor";
import type { Window } from "../launch.ts";

/**
 * Parameters that describe windows to kernels. A stride along which there is only one window is replaced by 1, because it may be so large that kernels
 * would overflow when they add it.
 *
 * @param image Shape of the images, [N, C, H, W].
 * @param out Height and width of the result.
 */
export function windowParameters(
  { kernel, stride, padding, dilation }: Window2d,
  image: readonly number[],
  [outHeight, outWidth]: readonly number[],
): Window {
  return {
    imageHeight: image[2]!,
    imageWidth: image[3]!,
    outHeight: outHeight!,
    outWidth: outWidth!,
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    strideHeight: outHeight! > 1 ? stride[0] : 1,
    strideWidth: outWidth! > 1 ? stride[1] : 1,
    paddingTop: padding[0],
    paddingLeft: padding[1],
    dilationHeight: dilation[0],
    dilationWidth: dilation[1],
  };
}
