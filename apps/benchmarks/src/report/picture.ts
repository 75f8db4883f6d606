import { encode } from "fast-png";

/** A small picture, as networks hold them: channels (1: gray; 3: red, green, blue), then rows, then columns. */
export interface Picture {
  readonly data: ArrayLike<number>;
  readonly shape: readonly [channels: number, height: number, width: number];
}

/** A picture of bytes as a PNG in a data URL. */
export function pngUrl({ data, shape: [channels, height, width] }: Picture): string {
  const plane = height * width;
  const pixels = new Uint8Array(plane * channels);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = data[(i % channels) * plane + Math.floor(i / channels)]!;
  }
  const png = encode({ width, height, data: pixels, channels, depth: 8 });
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}
