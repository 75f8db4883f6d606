import type { Window2d } from "../backend.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";

/** Largest element of every window, and its index in the plane. */
export function maxPool2d(
  x: ReferenceView,
  { kernel, stride, padding, dilation }: Window2d,
  values: ReferenceView,
  indices: ReferenceView,
): void {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const [sn, sc, sh, sw] = x.strides as [number, number, number, number];
  const [rows, columns] = values.shape.slice(2) as [number, number];
  const [stepH, stepW] = dilation;
  const [reachH, reachW] = [kernel[0] * stepH, kernel[1] * stepW];
  const from = elementsOf(x);
  const to = elementsOf(values);
  const { i32 } = indices.storage;
  let out = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    const start = x.offset + Math.floor(plane / channels) * sn + (plane % channels) * sc;
    for (let oh = 0; oh < rows; oh++) {
      const top = oh * stride[0] - padding[0];
      for (let ow = 0; ow < columns; ow++, out++) {
        const left = ow * stride[1] - padding[1];
        let best = -Infinity;
        let place = -1;
        for (let h = top; h < top + reachH; h += stepH) {
          if (h < 0 || h >= height) continue;
          for (let w = left; w < left + reachW; w += stepW) {
            if (w < 0 || w >= width) continue;
            const value = from[start + h * sh + w * sw]!;
            if (place >= 0 && !(value > best || Number.isNaN(value))) continue;
            best = value;
            place = h * width + w;
          }
        }
        to[values.offset + out] = best;
        i32[indices.offset + out] = place;
      }
    }
  }
}
