import type { Window2d } from "../backend.ts";
import { bitsOf, elementsOf, type ReferenceView } from "./elements.ts";

/**
 * First output place whose input place, at·stride + shift, is at least 0. The places before it lie outside the image.
 */
export function firstInside(stride: number, shift: number): number {
  return Math.max(0, Math.ceil(-shift / stride));
}

/** The place after the last output place, of `places`, whose input place lies before `size`. */
export function endInside(stride: number, shift: number, size: number, places: number): number {
  return Math.max(0, Math.min(places, Math.ceil((size - shift) / stride)));
}

/** Cuts images into windows. */
export function unfold(x: ReferenceView, window: Window2d, out: ReferenceView): void {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const [kernelHeight, kernelWidth, rows, columns] = out.shape.slice(2) as [number, number, number, number];
  const [sn, sc, sh, sw] = x.strides as [number, number, number, number];
  const [strideY, strideX] = window.stride;
  const from = bitsOf(x);
  const to = bitsOf(out);
  let q = out.offset;
  for (let image = 0; image < batch; image++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let kh = 0; kh < kernelHeight; kh++) {
        for (let kw = 0; kw < kernelWidth; kw++) {
          const shiftY = kh * window.dilation[0] - window.padding[0];
          const shiftX = kw * window.dilation[1] - window.padding[1];
          const begin = firstInside(strideX, shiftX);
          const end = endInside(strideX, shiftX, width, columns);
          const plane = x.offset + image * sn + channel * sc + shiftX * sw;
          for (let oh = 0; oh < rows; oh++, q += columns) {
            const h = oh * strideY + shiftY;
            if (h < 0 || h >= height || begin >= end) {
              for (let i = 0; i < columns; i++) to[q + i] = 0;
              continue;
            }
            for (let i = 0; i < begin; i++) to[q + i] = 0;
            let p = plane + h * sh + begin * strideX * sw;
            for (let i = begin; i < end; i++, p += strideX * sw) to[q + i] = from[p]!;
            for (let i = end; i < columns; i++) to[q + i] = 0;
          }
        }
      }
    }
  }
}

/** Adds windows up into images. */
export function fold(windows: ReferenceView, window: Window2d, out: ReferenceView): void {
  const [batch, channels, height, width] = out.shape as [number, number, number, number];
  const [kernelHeight, kernelWidth, rows, columns] = windows.shape.slice(2) as [
    number,
    number,
    number,
    number,
  ];
  const [sn, sc, skh, skw, sh, sw] = windows.strides as [number, number, number, number, number, number];
  const [strideY, strideX] = window.stride;
  const from = elementsOf(windows);
  const to = elementsOf(out);
  to.fill(0, out.offset, out.offset + batch * channels * height * width);
  for (let image = 0; image < batch; image++) {
    for (let channel = 0; channel < channels; channel++) {
      const plane = out.offset + (image * channels + channel) * height * width;
      for (let kh = 0; kh < kernelHeight; kh++) {
        for (let kw = 0; kw < kernelWidth; kw++) {
          const shiftY = kh * window.dilation[0] - window.padding[0];
          const shiftX = kw * window.dilation[1] - window.padding[1];
          const begin = firstInside(strideX, shiftX);
          const end = endInside(strideX, shiftX, width, columns);
          const base = windows.offset + image * sn + channel * sc + kh * skh + kw * skw;
          const lastRow = endInside(strideY, shiftY, height, rows);
          for (let oh = firstInside(strideY, shiftY); oh < lastRow; oh++) {
            let p = base + oh * sh + begin * sw;
            let q = plane + (oh * strideY + shiftY) * width + begin * strideX + shiftX;
            for (let i = begin; i < end; i++, p += sw, q += strideX) to[q]! += from[p]!;
          }
        }
      }
    }
  }
}
