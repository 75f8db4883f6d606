import type { Image } from "../datasets/image.ts";

/** How many channels may be wanted. */
export type Channels = 1 | 3 | 4;

/** A decoded image with the channels of a pixel side by side. */
export interface Interleaved {
  readonly width: number;
  readonly height: number;
  /** Gray, gray and opacity, RGB, or RGB and opacity. */
  readonly channels: number;
  /** Channels in `data`, of which the first `channels` count. Default: `channels`. */
  readonly stride?: number;
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/** Separates the channels, and brings them to the number and type that are wanted. */
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

/** From which channel of a pixel a value comes: its number, gray of three, or full opacity. */
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

/** Brightness of a color by ITU-R BT.601. */
function gray(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
