import { endInside, firstInside, Window } from "../window";

/** Parameters of `unfoldPlanes` and `foldPlanes`. */
@unmanaged
class UnfoldPlanes extends Window {
  images: usize;
  windows: usize;
}

/** Extracts the windows [kH, kW, OH, OW] of each plane of dense images. Tasks: planes. */
export function unfoldPlanes(p: UnfoldPlanes, first: i32, last: i32, scratch: usize): void {
  eachPlane(p, first, last, false);
}

/** Adjoint of `unfoldPlanes`: adds windows into planes. Tasks: planes. */
export function foldPlanes(p: UnfoldPlanes, first: i32, last: i32, scratch: usize): void {
  eachPlane(p, first, last, true);
}

@inline
function eachPlane(p: UnfoldPlanes, first: i32, last: i32, isFold: bool): void {
  const plane = <usize>p.imageSize << 2;
  const positions = <usize>p.outSize << 2;
  const kernels = p.kernelHeight * p.kernelWidth;
  for (let task = first; task < last; task++) {
    const image = p.images + <usize>task * plane;
    let windows = p.windows + <usize>task * positions * kernels;
    if (isFold) memory.fill(image, 0, plane);
    else memory.fill(windows, 0, positions * kernels);
    for (let i = 0; i < kernels; i++) {
      onePosition(p, i / p.kernelWidth, i % p.kernelWidth, image, windows, isFold);
      windows += positions;
    }
  }
}

/** Copies or adds element (kh, kw) of all windows of a plane. */
@inline
function onePosition(p: Window, kh: i32, kw: i32, image: usize, windows: usize, isFold: bool): void {
  const top = p.imageRow(0, kh);
  const left = p.imageColumn(0, kw);
  const step = p.strideWidth;
  const begin = firstInside(left, step);
  const end = endInside(left, step, p.imageWidth, p.outWidth);
  for (let row = 0; row < p.outHeight; row++) {
    const line = top + row * p.strideHeight;
    if (line < 0 || line >= p.imageHeight) continue;
    let at = image + (<usize>(line * p.imageWidth + left + begin * step) << 2);
    let to = windows + (<usize>(row * p.outWidth + begin) << 2);
    for (let i = begin; i < end; i++) {
      if (isFold) store<f32>(at, load<f32>(at) + load<f32>(to));
      else store<f32>(to, load<f32>(at));
      at += <usize>step << 2;
      to += 4;
    }
  }
}
