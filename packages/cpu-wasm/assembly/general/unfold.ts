import {
  dilationHeight,
  dilationWidth,
  endInside,
  firstInside,
  imageHeight,
  imageWidth,
  kernelHeight,
  kernelWidth,
  outHeight,
  outWidth,
  paddingLeft,
  paddingTop,
  strideHeight,
  strideWidth,
} from "../window";

/**
 * Cuts the planes of dense images into windows [kH, kW, OH, OW]. Tasks: planes. Parameters: the window, addresses of images and
 * windows.
 */
export function unfoldPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  eachPlane(params, first, last, false);
}

/** The adjoint: adds windows up into planes. */
export function foldPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  eachPlane(params, first, last, true);
}

@inline
function eachPlane(params: usize, first: i32, last: i32, isFold: bool): void {
  const plane = <usize>(imageHeight(params) * imageWidth(params)) << 2;
  const places = <usize>(outHeight(params) * outWidth(params)) << 2;
  const kernels = kernelHeight(params) * kernelWidth(params);
  for (let task = first; task < last; task++) {
    const image = <usize>load<u32>(params, 48) + <usize>task * plane;
    let windows = <usize>load<u32>(params, 52) + <usize>task * places * kernels;
    if (isFold) memory.fill(image, 0, plane);
    else memory.fill(windows, 0, places * kernels);
    for (let i = 0; i < kernels; i++) {
      onePlace(params, i / kernelWidth(params), i % kernelWidth(params), image, windows, isFold);
      windows += places;
    }
  }
}

/** What place (kh, kw) of all windows meets in the plane. */
@inline
function onePlace(params: usize, kh: i32, kw: i32, image: usize, windows: usize, isFold: bool): void {
  const top = kh * dilationHeight(params) - paddingTop(params);
  const left = kw * dilationWidth(params) - paddingLeft(params);
  const step = strideWidth(params);
  const begin = firstInside(left, step);
  const end = endInside(left, step, imageWidth(params), outWidth(params));
  for (let row = 0; row < outHeight(params); row++) {
    const line = top + row * strideHeight(params);
    if (line < 0 || line >= imageHeight(params)) continue;
    let at = image + (<usize>(line * imageWidth(params) + left + begin * step) << 2);
    let to = windows + (<usize>(row * outWidth(params) + begin) << 2);
    for (let i = begin; i < end; i++) {
      if (isFold) store<f32>(at, load<f32>(at) + load<f32>(to));
      else store<f32>(to, load<f32>(at));
      at += <usize>step << 2;
      to += 4;
    }
  }
}
