import { encode } from "fast-png";

/** A small picture in the layout [channels, height, width], with 1 (gray) or 3 (red, green, blue) channels. */
export interface Picture {
  readonly data: ArrayLike<number>;
  readonly shape: readonly [channels: number, height: number, width: number];
}

/** Encodes a picture of bytes as a data URL of a PNG file. */
export function pngUrl({ data, shape: [channels, height, width] }: Picture): string {
  const plane = height * width;
  const pixels = new Uint8Array(plane * channels);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = data[(i % channels) * plane + Math.floor(i / channels)]!;
  }
  const png = encode({ width, height, data: pixels, channels, depth: 8 });
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}
