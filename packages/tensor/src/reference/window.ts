import type { Window2d } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import { bitsOf, elementsOf, type ReferenceView } from "./elements.ts";

/** Copies the windows of images. */
export function unfold(x: ReferenceView, window: Window2d, out: ReferenceView): void {
  const from = bitsOf(x);
  const to = bitsOf(out);
  to.fill(0, out.offset, out.offset + sizeOf(out.shape));
  forEachRow(x, window, out, (n, p, stepP, q, stepQ) => {
    for (let i = 0; i < n; i++, p += stepP, q += stepQ) to[q] = from[p]!;
  });
}

/** Adds windows to images. */
export function fold(windows: ReferenceView, window: Window2d, out: ReferenceView): void {
  const from = elementsOf(windows);
  const to = elementsOf(out);
  to.fill(0, out.offset, out.offset + sizeOf(out.shape));
  forEachRow(out, window, windows, (n, p, stepP, q, stepQ) => {
    for (let i = 0; i < n; i++, p += stepP, q += stepQ) to[p]! += from[q]!;
  });
}

/**
 * Calls `visit` for every row of positions that images [N, C, H, W] and their windows [N, C, kH, kW, OH, OW] share, with
 * their number, and their offsets and strides in the images and in the windows. Positions outside the image are skipped.
 */
function forEachRow(
  images: ReferenceView,
  { stride, padding, dilation }: Window2d,
  windows: ReferenceView,
  visit: (n: number, image: number, imageStep: number, window: number, windowStep: number) => void,
): void {
  const [height, width] = images.shape.slice(2) as [number, number];
  const [sn, sc, sh, sw] = images.strides as [number, number, number, number];
  const [batch, channels, kernelHeight, kernelWidth, rows, columns] = windows.shape as SixSizes;
  const [tn, tc, tkh, tkw, th, tw] = windows.strides as SixSizes;
  for (let kh = 0; kh < kernelHeight; kh++) {
    const top = kh * dilation[0] - padding[0];
    const [firstRow, endRow] = inside(top, stride[0], height, rows);
    for (let kw = 0; kw < kernelWidth; kw++) {
      const left = kw * dilation[1] - padding[1];
      const [first, end] = inside(left, stride[1], width, columns);
      if (first >= end) continue;
      for (let image = 0; image < batch; image++) {
        for (let channel = 0; channel < channels; channel++) {
          const from = images.offset + image * sn + channel * sc + (left + first * stride[1]) * sw;
          const to = windows.offset + image * tn + channel * tc + kh * tkh + kw * tkw + first * tw;
          for (let row = firstRow; row < endRow; row++) {
            visit(end - first, from + (top + row * stride[0]) * sh, stride[1] * sw, to + row * th, tw);
          }
        }
      }
    }
  }
}

type SixSizes = [number, number, number, number, number, number];

/** Range of i in [0, count) for which shift + i·stride is in [0, size). */
function inside(shift: number, stride: number, size: number, count: number): [first: number, end: number] {
  return [Math.max(0, Math.ceil(-shift / stride)), Math.min(count, Math.ceil((size - shift) / stride))];
}
