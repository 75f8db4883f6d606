import { encode } from "fast-png";

/** A small picture: channels, then rows, then columns, as networks hold them; 1 channel is grey, 3 are red, green, blue. */
export interface Picture {
  readonly data: ArrayLike<number>;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** A picture of bytes as a PNG in a data URL. */
export function pngUrl({ data, channels, height, width }: Picture): string {
  const plane = height * width;
  const pixels = new Uint8Array(plane * channels);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = data[(i % channels) * plane + Math.floor(i / channels)]!;
  }
  const png = encode({ width, height, data: pixels, channels, depth: 8 });
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}
