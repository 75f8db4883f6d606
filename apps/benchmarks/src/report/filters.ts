import { sizeOf, type Tensor } from "@cambium/tensor";
import { type Picture, pngUrl } from "./picture.ts";

/** Largest number of filters in the report. */
const shown = 64;

/**
 * Weights of the first layer as PNG pictures, one for each filter or unit.
 *
 * @param weight [out, in, height, width] of a convolution, or [out, pixels] of a linear layer.
 * @param image Shape of the input images.
 */
export function filterPictures(weight: Tensor, image: Picture["shape"]): string[] {
  const shape = weight.rank === 4 ? (weight.shape.slice(1) as unknown as Picture["shape"]) : image;
  const size = sizeOf(shape);
  const values = weight.dataSync() as Float32Array;
  const paint = shape[0] === 3 ? colored : diverging;
  return Array.from({ length: Math.min(shown, weight.shape[0]!) }, (_, index) =>
    pngUrl(paint(values.subarray(index * size, (index + 1) * size), shape)),
  );
}

/** Largest magnitude, or 1 if all values are 0. */
function scaleOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

/** Weights for red, green and blue, as differences from medium gray. */
function colored(values: Float32Array, shape: Picture["shape"]): Picture {
  const scale = scaleOf(values);
  return { data: Uint8Array.from(values, (value) => 127.5 * (1 + value / scale)), shape };
}

/** Colors of the weights −scale and +scale. 0 is white. */
const negative = [0x21, 0x66, 0xac] as const;
const positive = [0xb2, 0x18, 0x2b] as const;

/** Weights for gray: negative ones in blue, positive ones in red, 0 in white. */
function diverging(values: Float32Array, [, height, width]: Picture["shape"]): Picture {
  const scale = scaleOf(values);
  const data = new Uint8Array(3 * values.length);
  values.forEach((value, index) => {
    const share = Math.abs(value) / scale;
    const end = value < 0 ? negative : positive;
    end.forEach((level, channel) => {
      data[channel * values.length + index] = 255 + share * (level - 255);
    });
  });
  return { data, shape: [3, height, width] };
}
