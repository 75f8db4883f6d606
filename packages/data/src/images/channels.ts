import type { Image } from "../datasets/image.ts";

/** Supported numbers of channels. */
export type Channels = 1 | 3 | 4;

/** A decoded image with interleaved channels, [height, width, stride]. */
export interface Interleaved {
  readonly width: number;
  readonly height: number;
  /** Gray (1), gray and opacity (2), RGB (3), or RGB and opacity (4). */
  readonly channels: number;
  /** Values of a pixel in `data`, of which the first `channels` are used. Default: `channels`. */
  readonly stride?: number;
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/** Converts an image to separate channels, in the requested number and type. */
export function toImage(
  source: Interleaved,
  wanted: Channels | undefined,
  dtype: "uint8" | "float32",
): Image {
  const { width, height } = source;
  const count = wanted ?? source.channels;
  const plane = width * height;
  const data = dtype === "uint8" ? new Uint8Array(count * plane) : new Float32Array(count * plane);
  const highest = source.data instanceof Uint16Array ? 65535 : 255;
  const scale = (dtype === "uint8" ? 255 : 1) / highest;
  for (let channel = 0; channel < count; channel++) {
    writePlane(
      source,
      planOf(source.channels, count, channel),
      scale,
      highest,
      data.subarray(channel * plane, (channel + 1) * plane),
    );
  }
  return { data, shape: [count, height, width] };
}

/** Source of a channel: the index of a channel, gray computed from RGB, or full opacity. */
type Plan = number | "gray" | "full";

function planOf(has: number, wanted: number, channel: number): Plan {
  const colors = has <= 2 ? 1 : 3;
  const isOpacity = (wanted === 4 || wanted === 2) && channel === wanted - 1;
  if (isOpacity) return has > colors ? colors : "full";
  if (wanted <= 2 && colors === 3) return "gray";
  return colors === 1 ? 0 : channel;
}

function writePlane(
  { data, channels, stride = channels }: Interleaved,
  plan: Plan,
  scale: number,
  highest: number,
  out: Uint8Array | Float32Array,
): void {
  const rounding = out instanceof Uint8Array ? 0.5 : 0;
  if (typeof plan === "number" && scale === 1) {
    for (let i = 0, from = plan; i < out.length; i++, from += stride) out[i] = data[from] as number;
  } else if (typeof plan === "number") {
    for (let i = 0, from = plan; i < out.length; i++, from += stride)
      out[i] = (data[from] as number) * scale + rounding;
  } else if (plan === "gray") {
    for (let i = 0, from = 0; i < out.length; i++, from += stride)
      out[i] =
        gray(data[from] as number, data[from + 1] as number, data[from + 2] as number) * scale + rounding;
  } else out.fill(highest * scale);
}

/** Luma of a color, by ITU-R BT.601. */
function gray(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
