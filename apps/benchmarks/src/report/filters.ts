import type { Tensor } from "@cambium/tensor";
import { type Picture, pngUrl } from "./picture.ts";

/** At most so many filters are shown. */
const shown = 64;

/**
 * The weights of the first layer as pictures of PNG, one for each thing that it looks for.
 *
 * @param weight [out, in, height, width] of a convolution, or [out, pixels] of a linear layer.
 * @param image What the network sees: tells how pixels lie.
 */
export function filterPictures(weight: Tensor, image: Omit<Picture, "data">): string[] {
  const { channels, height, width } = filterShape(weight, image);
  const size = channels * height * width;
  const values = weight.dataSync();
  return Array.from({ length: Math.min(shown, weight.shape[0]!) }, (_, index) => {
    const data = values.subarray(index * size, (index + 1) * size) as Float32Array;
    return pngUrl(channels === 3 ? colored(data, height, width) : diverging(data.subarray(0, height * width), height, width));
  });
}

function filterShape({ shape }: Tensor, image: Omit<Picture, "data">): Omit<Picture, "data"> {
  if (shape.length !== 4) return image;
  const [, channels, height, width] = shape as [number, number, number, number];
  return { channels, height, width };
}

/** The largest magnitude, or 1 where all are 0. */
function scaleOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

/** Weights for red, green and blue, as these colours about a middle grey. */
function colored(values: Float32Array, height: number, width: number): Picture {
  const scale = scaleOf(values);
  return { data: Uint8Array.from(values, (value) => 127.5 * (1 + value / scale)), channels: 3, height, width };
}

/** What a weight of −scale and of +scale looks like; 0 is white. */
const negative = [0x21, 0x66, 0xac] as const;
const positive = [0xb2, 0x18, 0x2b] as const;

/** Negative weights in blue, positive ones in red, nought in white. */
function diverging(values: Float32Array, height: number, width: number): Picture {
  const scale = scaleOf(values);
  const data = new Uint8Array(3 * values.length);
  values.forEach((value, index) => {
    const share = Math.abs(value) / scale;
    const end = value < 0 ? negative : positive;
    end.forEach((level, channel) => {
      data[channel * values.length + index] = 255 + share * (level - 255);
    });
  });
  return { data, channels: 3, height, width };
}
